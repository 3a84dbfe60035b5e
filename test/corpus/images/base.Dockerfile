# What every case stands on: Debian's own python, and nothing else of it.
FROM debian:bookworm
RUN apt-get -o Acquire::Check-Valid-Until=false update \
 && apt-get install -y --no-install-recommends python3 \
 && rm -rf /var/lib/apt/lists/*

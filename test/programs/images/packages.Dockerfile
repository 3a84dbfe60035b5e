# What a program stands on: Debian's own python, and its packages.
FROM debian:bookworm
ARG PACKAGES
RUN apt-get -o Acquire::Check-Valid-Until=false update \
 && apt-get install -y --no-install-recommends python3 ${PACKAGES} \
 && rm -rf /var/lib/apt/lists/*

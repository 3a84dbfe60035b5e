# The programs on a distribution's python, which was built with PGO and LTO.
FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /bench
COPY programs.py ./
CMD ["python3", "programs.py"]

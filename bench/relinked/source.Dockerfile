# Debian's Python, a virtual environment, and wheels of PyPI.
FROM debian:bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates python3 python3-venv \
 && rm -rf /var/lib/apt/lists/* \
 && python3 -m venv /venv
ENV PATH=/venv/bin:$PATH
ARG REQUIREMENT
RUN --mount=type=secret,id=ca \
    if [ -s /run/secrets/ca ]; then export PIP_CERT=/run/secrets/ca; fi \
 && pip install --no-cache-dir --quiet --only-binary :all: ${REQUIREMENT}
ARG PROGRAM
COPY timing.py /app/
COPY ${PROGRAM} /app/main.py
CMD ["python3", "/app/main.py"]

# Debian's own Python, and its packages of others.
FROM debian:bookworm AS packages
ARG PACKAGES
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 python3-pytest ${PACKAGES} \
 && rm -rf /var/lib/apt/lists/*

FROM debian:bookworm AS tests
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 \
 && sed -i 's/^Types: deb$/Types: deb deb-src/' /etc/apt/sources.list.d/*.sources
ARG SOURCE=
ARG PATHS=
COPY copying.py debian_source.py /
RUN apt-get update && python3 /debian_source.py /app/tests "${SOURCE}" ${PATHS}

FROM packages
COPY --from=tests /app/tests/ /app/tests/
COPY run_tests.py /app/
ARG FUNCTIONAL
COPY --from=functional ${FUNCTIONAL}.py /app/functional.py
WORKDIR /app
CMD ["python3", "/app/functional.py"]

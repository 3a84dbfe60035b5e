# Debian's own Python, and its packages of others.
FROM debian:bookworm AS packages
ARG PACKAGES
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 python3-pytest ${PACKAGES} \
 && rm -rf /var/lib/apt/lists/*

# What is given to both images as a volume: a test that names a program would bring it into the result.
FROM debian:bookworm AS fetched
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 xz-utils \
 && sed -i 's/^Types: deb$/Types: deb deb-src/' /etc/apt/sources.list.d/*.sources
ARG SOURCE=
ARG PATHS=
COPY copying.py debian_source.py run_tests.py /
RUN apt-get update && python3 /debian_source.py /given/tests "${SOURCE}" ${PATHS} && cp /run_tests.py /given/

FROM scratch AS given
COPY --from=fetched /given/ /

FROM packages AS source
ARG FUNCTIONAL
COPY --from=functional ${FUNCTIONAL}.py /app/functional.py
WORKDIR /app
CMD ["python3", "/app/functional.py"]

# Source packages of libraries, as a user brings them: of another suite, where a mirror lacks those of the image's own.
FROM debian:bookworm AS fetched
ARG SUITE
ARG PACKAGES
WORKDIR /debian
RUN sed -e 's/^Types: deb$/Types: deb-src/' -e "s/^Suites: bookworm .*/Suites: ${SUITE}/" /etc/apt/sources.list.d/debian.sources \
      > /etc/apt/sources.list.d/other.sources \
 && apt-get update \
 && apt-get -o APT::Sandbox::User=root source --download-only ${PACKAGES}

FROM scratch
COPY --from=fetched /debian /debian

# Source packages of libraries, without upstream's signatures, as a user brings them: of another suite, where a mirror lacks those of the image's own.
FROM debian:bookworm AS fetched
ARG SUITE
ARG PACKAGES
WORKDIR /debian
RUN sed -e 's/^Types: deb$/Types: deb-src/' -e "s/^Suites: bookworm .*/Suites: ${SUITE}/" /etc/apt/sources.list.d/debian.sources \
      > /etc/apt/sources.list.d/other.sources \
 && apt-get -o Acquire::Check-Valid-Until=false update \
 && apt-get source --print-uris ${PACKAGES} | sed -n "s/^'\([^']*\)'.*/\1/p" | grep -v '[.]asc$' > /uris \
 && for uri in $(cat /uris); do \
      /usr/lib/apt/apt-helper -o Acquire::Retries=5 download-file "${uri}" "/debian/${uri##*/}" || exit 1; \
    done

FROM scratch
COPY --from=fetched /debian /debian

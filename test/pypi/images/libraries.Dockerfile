# Source packages of libraries, as a user brings them: of another suite, where a mirror lacks those of the image's own.
# It may lack their .dsc too, and upstream's signatures: the index says what a .dsc says.
FROM debian:bookworm AS fetched
ARG SUITE
ARG PACKAGES
WORKDIR /debian
RUN printf 'Types: deb-src\nURIs: http://deb.debian.org/debian\nSuites: %s\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' "${SUITE}" \
      > /etc/apt/sources.list.d/debian.sources \
 && apt-get -o Acquire::Check-Valid-Until=false update \
 && apt-get source --print-uris ${PACKAGES} | sed -n "s/^'\([^']*\)'.*/\1/p" | grep -v -e '[.]asc$' -e '[.]dsc$' > /uris \
 && for uri in $(cat /uris); do \
      /usr/lib/apt/apt-helper -o Acquire::Retries=5 download-file "${uri}" "/debian/${uri##*/}" || exit 1; \
    done \
 && for package in ${PACKAGES}; do \
      apt-cache showsrc --only-source "${package}" | sed -e 's/^Package:/Source:/' -e '/[.]dsc$/d' -e '/[.]asc$/d' -e '/^$/,$d' \
        > "${package}_${SUITE}.dsc" || exit 1; \
    done

FROM scratch
COPY --from=fetched /debian /debian

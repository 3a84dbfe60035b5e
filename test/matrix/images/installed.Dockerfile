# A CPython of our own in a userland, as docker's python images have it in /usr/local.
FROM userland
COPY --from=python / /
RUN ldconfig
# Another distribution's OpenSSL is Debian's here, told another folder: a path of the same length in its library.
ARG OPENSSL=
RUN if [ -n "${OPENSSL}" ]; then \
      sed -i "s#/usr/lib/ssl#${OPENSSL}#g" /usr/lib/x86_64-linux-gnu/libcrypto.so.3 \
      && mkdir -p "${OPENSSL%/*}" && mv /usr/lib/ssl "${OPENSSL}"; \
    fi
ARG BIN=/usr/local/bin
ENV PATH=${BIN}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

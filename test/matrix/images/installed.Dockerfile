# A CPython of our own in a userland, as docker's python images have it in /usr/local.
FROM userland
COPY --from=python / /
RUN ldconfig
ARG BIN=/usr/local/bin
ENV PATH=${BIN}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

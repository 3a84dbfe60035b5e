# CPython as docker's python images build it, but for what only makes it faster: no profile, no link-time optimization.
FROM source AS source

FROM debian:bookworm AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends ccache gcc libc6-dev make pkg-config xz-utils \
      libbluetooth-dev libbz2-dev libdb-dev libexpat1-dev libffi-dev libgdbm-dev liblzma-dev libncurses-dev libnsl-dev \
      libreadline-dev libsqlite3-dev libssl-dev libtirpc-dev libzstd-dev uuid-dev zlib1g-dev \
 && rm -rf /var/lib/apt/lists/*
COPY --from=source / /source/
WORKDIR /build
RUN tar --extract --file /source/*.tar.* --strip-components=1
ARG PREFIX=/usr/local
ARG OPTIONS=--enable-shared
# Rows differ in little but their prefix: what one compiled is the next one's.
ENV CCACHE_DIR=/ccache CC="ccache gcc"
# The rpath is of the program alone, as docker's images have it.
RUN --mount=type=cache,target=/ccache ./configure --quiet --prefix="${PREFIX}" --enable-loadable-sqlite-extensions --with-ensurepip=no ${OPTIONS} \
      OPT='-DNDEBUG -O0' \
 && make -j"$(nproc)" --quiet \
 && if [ "${OPTIONS#*--enable-shared}" != "${OPTIONS}" ]; then \
      rm python && make --quiet LDFLAGS="-Wl,-rpath='\$\$ORIGIN/../lib'" python; \
    fi
# docker's images carry no bytecode, so none is compiled; a younger Makefile would link python again, without the rpath.
RUN touch -r Makefile time && sed -i 's#$(DESTDIR)$(LIBDEST)/compileall.py#--version#' Makefile && touch -r time Makefile \
 && make --quiet install DESTDIR=/installed \
 && find /installed -depth \( -type d \( -name test -o -name tests -o -name idle_test \) -o -name '*.pyc' -o -name '*.a' \) \
      -exec rm -rf '{}' +

FROM scratch
COPY --from=build /installed/ /

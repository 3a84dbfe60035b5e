# The programs on a python of our own below /usr/local, built with PGO, LTO and a shared library as docker's images are.
ARG SOURCE
FROM ${SOURCE} AS source

FROM debian:bookworm AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends gcc libc6-dev libffi-dev libssl-dev make xz-utils zlib1g-dev \
 && rm -rf /var/lib/apt/lists/*
COPY --from=source / /source/
WORKDIR /build
RUN tar --extract --file /source/*.tar.* --strip-components=1
RUN ./configure --quiet --enable-shared --enable-optimizations --with-lto --with-ensurepip=no \
 && make -j"$(nproc)" --quiet LDFLAGS="-Wl,-rpath='\$\$ORIGIN/../lib'" \
 && make --quiet install DESTDIR=/installed \
 && rm -rf /installed/usr/local/lib/python3.*/test /installed/usr/local/lib/python3.*/config-* \
 && find /installed -name '*.a' -delete

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends libffi8 libssl3 zlib1g \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /installed/ /
WORKDIR /bench
COPY programs.py ./
CMD ["python3", "programs.py"]

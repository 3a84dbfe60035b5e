# A musl userland with a CPython that is linked with musl, as Alpine has it; the modules that need no other library.
FROM source AS source

FROM debian:bookworm AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends gcc libc6-dev linux-libc-dev make musl-dev musl-tools xz-utils busybox-static \
 && rm -rf /var/lib/apt/lists/*
# The wrapper of musl-tools is gcc's for all but the libc: it names glibc's triplet, and sees no header of the kernel.
RUN printf '#!/bin/sh\ncase "$1" in -print-multiarch|--print-multiarch) echo x86_64-linux-musl ;; *) exec /usr/bin/musl-gcc "$@" ;; esac\n' \
      > /usr/local/bin/musl-cc \
 && chmod +x /usr/local/bin/musl-cc \
 && for folder in linux asm-generic; do ln -s "/usr/include/$folder" "/usr/include/x86_64-linux-musl/$folder"; done \
 && ln -s /usr/include/x86_64-linux-gnu/asm /usr/include/x86_64-linux-musl/asm
COPY --from=source / /source/
WORKDIR /build
RUN tar --extract --file /source/*.tar.* --strip-components=1
RUN ./configure --quiet --prefix=/usr/local --enable-shared --with-ensurepip=no \
      CC=musl-cc MULTIARCH=x86_64-linux-musl OPT='-DNDEBUG -O0' LDFLAGS=-Wl,--strip-all \
 && make -j"$(nproc)" --quiet
# docker's images carry no bytecode, so none is compiled; a younger Makefile would link python again, without the rpath.
RUN touch -r Makefile time && sed -i 's#$(DESTDIR)$(LIBDEST)/compileall.py#--version#' Makefile && touch -r time Makefile \
 && make --quiet install DESTDIR=/installed \
 && find /installed -depth \( -type d \( -name test -o -name tests -o -name idle_test \) -o -name '*.pyc' -o -name '*.a' \) \
      -exec rm -rf '{}' +
RUN mkdir -p /installed/bin /installed/lib /installed/tmp /installed/etc \
 && cp /usr/lib/x86_64-linux-musl/libc.so /installed/lib/ld-musl-x86_64.so.1 \
 && ln -s ld-musl-x86_64.so.1 /installed/lib/libc.musl-x86_64.so.1 \
 && cp /bin/busybox /installed/bin/busybox \
 && for applet in chmod cp mkdir sh; do ln -s busybox "/installed/bin/$applet"; done \
 && chmod 1777 /installed/tmp \
 && printf 'root:x:0:0:root:/root:/bin/sh\nworker:x:1000:1000:,,,:/home/worker:/bin/sh\n' > /installed/etc/passwd \
 && printf 'root:x:0:\nworker:x:1000:\n' > /installed/etc/group \
 && printf 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.20.0\n' > /installed/etc/os-release

FROM scratch
COPY --from=build /installed/ /
WORKDIR /app
COPY --from=programs / ./
ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8
CMD ["python3", "parity.py"]

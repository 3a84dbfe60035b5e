# Neither a shell nor a package manager: the interpreter, what it is linked with, and what a process asks its system.
FROM image AS closure
ARG PYTHON=/usr/local
# Debian's distroless images name their packages in status.d; an image from elsewhere names none.
ARG PACKAGES=
ARG WITHOUT=
RUN mkdir -p /closure/tmp /closure/usr/lib /closure/usr/lib64 && chmod 1777 /closure/tmp && cd / \
 && ln -s usr/lib /closure/lib && ln -s usr/lib64 /closure/lib64 \
 && find ${PYTHON} -name '*.so*' -o -name 'python3*' -type f > /elves \
 && { xargs ldd < /elves 2>/dev/null | sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p' | sort -u; \
      echo /lib64/ld-linux-x86-64.so.2; find /usr/lib -name libgcc_s.so.1; } > /libraries \
 && cat /libraries | xargs -n 1 readlink -f >> /libraries \
 && cp -a --parents ${PYTHON} /app /closure/ \
 && cp -a --parents $(sort -u /libraries) /closure/ \
 && cp -a --parents /etc/passwd /etc/group /etc/nsswitch.conf /etc/services /etc/protocols /etc/os-release /usr/lib/os-release \
      /etc/ssl /usr/lib/ssl /usr/share/ca-certificates /usr/share/zoneinfo /usr/local/share/ca-certificates /closure/ \
 && for package in ${PACKAGES}; do \
      mkdir -p /closure/var/lib/dpkg/status.d \
      && dpkg --status "$package" > "/closure/var/lib/dpkg/status.d/$package"; \
    done \
 && for path in ${WITHOUT}; do rm -r "/closure$path"; done

FROM scratch
COPY --from=closure /closure/ /
WORKDIR /app
ENV LANG=C.UTF-8
ARG BIN=/usr/local/bin
ENV PATH=${BIN}
CMD ["python3", "parity.py"]

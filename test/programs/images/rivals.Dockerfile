# What PyInstaller needs of a system: the interpreter as a library, and binutils' objdump.
FROM debian:bookworm AS tools
RUN apt-get -o Acquire::Check-Valid-Until=false update \
 && apt-get install -y --no-install-recommends binutils libpython3.11 \
 && mkdir /libraries \
 && cp $(ldd /usr/bin/objdump | sed -n 's/.*=> \(\S*\) .*/\1/p' | grep -v '/lib[cmz]\.so') \
       /usr/lib/*/libpython3.11.so.1.0 /libraries/

FROM source
COPY --from=tools /usr/bin/objdump /usr/bin/objdump
COPY --from=tools /libraries /usr/lib/x86_64-linux-gnu/
COPY imports.py pyinstaller.py /opt/rivals/

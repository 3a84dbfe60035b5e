# What an image has beside its python: users, certificates, time zones, and the programs that check it.
ARG SUITE=bookworm
FROM debian:${SUITE}-slim
# What a CPython of our own is linked with; nothing where the python is Debian's.
ARG LIBRARIES=
RUN apt-get -o Acquire::Check-Valid-Until=false update \
 && apt-get install -y --no-install-recommends ca-certificates netbase openssl tzdata ${LIBRARIES} \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 1000 --create-home worker
WORKDIR /app
COPY --from=library make-certificates.sh ./
RUN sh make-certificates.sh && rm make-certificates.sh
COPY --from=library system.py ./
COPY --from=programs / ./
ENV LANG=C.UTF-8
CMD ["python3", "parity.py"]

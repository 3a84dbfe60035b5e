# A program of ours over packages of Debian's.
FROM packages
WORKDIR /app
COPY --from=shared . /app/
COPY . /app/
RUN if [ -e /app/setup.sh ]; then sh /app/setup.sh && rm /app/setup.sh; fi

#!/bin/sh
set -eu
if [ "${MIGRATE:-0}" = 1 ]; then
  python3 -m service.migrate
fi
case "$1" in
  web) exec python3 -m service.web --port "${PORT:-8000}" ;;
  worker) shift; exec python3 -m service.worker "$@" ;;
  *) exec "$@" ;;
esac

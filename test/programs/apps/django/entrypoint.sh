#!/bin/sh
set -e
if [ "$1" = serve ]; then
  python3 manage.py migrate --noinput --verbosity 0
  python3 manage.py loaddata --verbosity 0 polls
  python3 manage.py createsuperuser --noinput --verbosity 0
  exec gunicorn --bind 0.0.0.0:8080 --workers 1 mysite.wsgi
fi
exec python3 manage.py "$@"

chmod 755 entrypoint.sh manage.py

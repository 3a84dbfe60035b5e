import os

os.chmod("/app/entrypoint.sh", 0o755)

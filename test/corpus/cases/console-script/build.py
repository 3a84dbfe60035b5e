import os

os.chmod("/usr/local/bin/shout", 0o755)

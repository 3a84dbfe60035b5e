import os

os.chmod("/usr/local/bin/greeter", 0o755)

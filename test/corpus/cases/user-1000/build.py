import os

os.chmod("/usr/local/lib/python3.11/dist-packages/modest/_text.py", 0o640)

import getpass
import os
import tempfile

import modest

print("uid", os.getuid())
try:
    print(getpass.getuser())
except KeyError:
    print("no name")
print(modest.TEXT)
with tempfile.NamedTemporaryFile() as file:
    print("temporary", file.name.startswith("/tmp/"))
print("app", "writable" if os.access("/app", os.W_OK) else "not writable")

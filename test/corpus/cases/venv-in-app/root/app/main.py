import sys
from importlib import metadata, util

import inner

print("prefix", sys.prefix)
print(inner.text())
print("version", metadata.version("inner"))
print("system package", "seen" if util.find_spec("outer") else "hidden")

import sys

import breaking

print("about to fail", flush=True)
breaking.warn()
breaking.fail()

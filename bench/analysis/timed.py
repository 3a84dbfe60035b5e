"""Runs a command to its end, and prints what it took: seconds, processor seconds of it and its children, and memory."""

import json
import resource
import subprocess
import sys
import time

started = time.monotonic()
status = subprocess.call(sys.argv[1:], stdout=sys.stderr)
seconds = time.monotonic() - started
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = usage.ru_utime + usage.ru_stime
# The largest of its processes, in KiB.
print(json.dumps({"seconds": seconds, "cpu": cpu, "mebibytes": usage.ru_maxrss // 1024}))
sys.exit(status)

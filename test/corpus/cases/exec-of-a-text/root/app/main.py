import os
import sys

for name in sys.argv[1:] or ["first"]:
    with open(os.path.join("/opt/jobs", name + ".txt")) as file:
        exec(file.read())
with open("/opt/jobs/settings.conf") as file:
    exec(compile(file.read(), "settings.conf", "exec"))
print(WHEN)  # noqa: F821

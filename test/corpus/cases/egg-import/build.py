import os
import zipfile

with zipfile.ZipFile("/usr/local/lib/python3.11/dist-packages/henhouse-2.0-py3.11.egg", "w") as archive:
    for folder, _, names in os.walk("/case/archive"):
        for name in sorted(names):
            path = os.path.join(folder, name)
            archive.write(path, os.path.relpath(path, "/case/archive"))

"""What PyInstaller's analysis of some scripts would put into a bundle, as the files of this image that it comes from."""

import contextlib
import json
import os
import sys
import time

# After the image's own folders: what PyInstaller brings along may not hide what the program has.
sys.path.append("/opt/pyinstaller")

SPEC = """
import json
a = Analysis({scripts!r}, pathex={folders!r})
tables = (a.graph.make_pure_toc(), a.binaries, a.datas, a.scripts, a.zipfiles)
with open({out!r}, "w") as file:
    json.dump(sorted({{entry[1] for table in tables for entry in table if entry[1]}}), file)
"""


def main(scripts):
    import PyInstaller.__main__

    os.makedirs("/tmp/rival")
    folders = sorted({os.path.dirname(script) for script in scripts})
    with open("/tmp/rival/a.spec", "w") as file:
        file.write(SPEC.format(scripts=scripts, folders=folders, out="/tmp/rival/files.json"))
    started = time.monotonic()
    with contextlib.redirect_stdout(sys.stderr):
        words = ["--noconfirm", "--distpath", "/tmp/rival/dist", "--workpath", "/tmp/rival/work"]
        PyInstaller.__main__.run(words + ["--log-level", "WARN", "/tmp/rival/a.spec"])
    seconds = time.monotonic() - started
    with open("/tmp/rival/files.json") as file:
        files = json.load(file)
    print(json.dumps({"files": files, "seconds": seconds}))


main(sys.argv[1:])

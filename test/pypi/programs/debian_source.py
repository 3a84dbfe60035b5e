"""Bring a part of a source package's upstream archive: debian_source.py FOLDER SOURCE PATH… (no source brings nothing)."""

import hashlib
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from copying import copy_parts


def main(folder: Path, source: str, paths: list[str]) -> None:
    folder.mkdir(parents=True)
    if not source:
        return
    argv = ["apt-get", "source", "--print-uris", "--only-source", source]
    text = subprocess.run(argv, check=True, capture_output=True, text=True).stdout
    url, name, sha256 = re.findall(r"^'(\S+)' (\S+\.orig\.tar\.\w+) \d+ SHA256:(\w+)", text, re.MULTILINE)[0]
    archive = Path("/") / name
    archive.write_bytes(get(url))
    if hashlib.sha256(archive.read_bytes()).hexdigest() != sha256:
        sys.exit(f"{name} is not the file of the index")
    unpacked = Path("/source")
    unpacked.mkdir()
    subprocess.run(["tar", "-xf", str(archive), "-C", str(unpacked)], check=True)
    (root,) = unpacked.iterdir()
    copy_parts(root, paths, folder)


def get(url: str) -> bytes:
    """A name that is not resolved at once mostly is a moment later."""
    for pause in (1, 5, 15, None):
        try:
            with urllib.request.urlopen(url, timeout=180) as response:
                return response.read()
        except OSError:
            if pause is None:
                raise
            time.sleep(pause)
    raise AssertionError("the last attempt returns or raises")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])

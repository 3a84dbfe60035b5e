"""Bring a part of a source package's upstream archive: debian_source.py FOLDER SOURCE PATH… (no source brings nothing)."""

import hashlib
import re
import subprocess
import sys
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
    with urllib.request.urlopen(url, timeout=180) as response:
        archive.write_bytes(response.read())
    if hashlib.sha256(archive.read_bytes()).hexdigest() != sha256:
        sys.exit(f"{name} is not the file of the index")
    unpacked = Path("/source")
    unpacked.mkdir()
    subprocess.run(["tar", "-xf", str(archive), "-C", str(unpacked)], check=True)
    (root,) = unpacked.iterdir()
    copy_parts(root, paths, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])

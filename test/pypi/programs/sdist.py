"""Bring a part of an sdist: sdist.py FOLDER NAME==VERSION PATH… (no requirement brings nothing)."""

import hashlib
import io
import json
import os
import ssl
import sys
import tarfile
import urllib.request
from pathlib import Path

from copying import copy_parts

CA = "/run/secrets/ca"
ACCEPT = "application/vnd.pypi.simple.v1+json"


def main(folder: Path, requirement: str, paths: list[str]) -> None:
    folder.mkdir(parents=True)
    if not requirement:
        return
    name, _, version = requirement.partition("==")
    file = next(row for row in page(name) if row["filename"].endswith(f"-{version}.tar.gz"))
    data = get(file["url"])
    if hashlib.sha256(data).hexdigest() != file["hashes"]["sha256"]:
        sys.exit(f"{file['filename']} is not the file of the index")
    source = Path("/sdist")
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        archive.extractall(source)
    (root,) = source.iterdir()
    copy_parts(root, paths, folder)


def page(name: str) -> list[dict]:
    request = urllib.request.Request(f"https://pypi.org/simple/{name}/", headers={"Accept": ACCEPT})
    return json.loads(get(request))["files"]


def get(url) -> bytes:
    context = ssl.create_default_context(cafile=CA if os.path.exists(CA) and os.path.getsize(CA) else None)
    with urllib.request.urlopen(url, timeout=180, context=context) as response:
        return response.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])

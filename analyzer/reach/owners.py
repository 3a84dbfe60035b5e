"""The files of the system's package, or conda's, that a path came in: for metadata without lists of their own."""

import json
import re
from typing import Any, Dict, Iterator, List, Optional, Tuple, cast

from image import Image

DPKG = "/var/lib/dpkg/info"
APK = ("/lib/apk/db/installed", "/usr/lib/apk/db/installed")
LARGEST = 1 << 26
INFO = re.compile(r".*\.(?:egg|dist)-info(?=/|$)")
# What packages of the system have for readers, and programs do without.
FOR_READERS = ("/usr/share/doc/", "/usr/share/man/", "/usr/share/info/", "/usr/share/lintian/", "/usr/share/bug/")


class Owners:
    """Lists are read once, when the first path is asked for: most images need none."""

    def __init__(self, image: Image) -> None:
        self.image = image
        self.lists: Optional[Dict[str, Tuple[str, ...]]] = None
        self.conda: Dict[str, Dict[str, Tuple[str, ...]]] = {}

    def of(self, path: str) -> Tuple[str, ...]:
        """The paths that came with a path, as the package spells them."""
        if self.lists is None:
            self.lists = dict(self.read_dpkg())
            self.lists.update(self.read_apk())
        found = self.lists.get(path)
        if found is None and "/lib/" in path:
            found = self.of_conda(path, path[: path.index("/lib/")])
        return found or ()

    def read_dpkg(self) -> Iterator[Tuple[str, Tuple[str, ...]]]:
        """Each metadata path of a package's list, with all of the list."""
        for name in self.image.names(DPKG):
            data = (self.image.read(DPKG + "/" + name, LARGEST) or b"") if name.endswith(".list") else b""
            if b"-info" in data:
                paths = data.decode("utf-8", "surrogateescape").splitlines()
                for info in infos(paths):
                    yield self.image.real(info), tuple(wanted(paths))

    def read_apk(self) -> Iterator[Tuple[str, Tuple[str, ...]]]:
        """Alpine's one file: a package a paragraph, F: a folder, R: a file in it."""
        data = next((d for d in (self.image.read(path, LARGEST) for path in APK) if d), b"")
        for paragraph in data.decode("utf-8", "surrogateescape").split("\n\n") if b"-info" in data else ():
            if "-info" not in paragraph:
                continue
            folder = ""
            files: List[str] = []
            for line in paragraph.splitlines():
                if line.startswith("F:"):
                    folder = "/" + line[2:]
                elif line.startswith("R:"):
                    files.append(folder + "/" + line[2:])
            for info in infos(files):
                yield self.image.real(info), tuple(wanted(files))

    def of_conda(self, path: str, prefix: str) -> Optional[Tuple[str, ...]]:
        if prefix not in self.conda:
            self.conda[prefix] = dict(self.read_conda(prefix))
        return self.conda[prefix].get(path)

    def read_conda(self, prefix: str) -> Iterator[Tuple[str, Tuple[str, ...]]]:
        """The files that each package put below the environment's folder."""
        folder = prefix + "/conda-meta"
        for name in self.image.names(folder):
            data = (self.image.read(folder + "/" + name, LARGEST) or b"") if name.endswith(".json") else b""
            if b"-info" not in data:
                continue
            files = [prefix + "/" + file for file in conda_files(data)]
            for info in infos(files):
                yield self.image.real(info), tuple(files)


def conda_files(data: bytes) -> List[str]:
    try:
        record: Any = json.loads(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return []
    files = cast(Dict[str, Any], record).get("files") if isinstance(record, dict) else None
    names = cast(List[Any], files) if isinstance(files, list) else []
    return [name for name in names if isinstance(name, str) and ".." not in name.split("/")]


def infos(paths: List[str]) -> List[str]:
    """The metadata folders and files among some paths. Packages may spell /lib where the image has /usr/lib."""
    return sorted({match.group(0) for match in map(INFO.match, (path for path in paths if "-info" in path)) if match})


def wanted(paths: List[str]) -> Iterator[str]:
    for path in paths:
        if path.startswith("/") and not path.startswith(FOR_READERS):
            yield path

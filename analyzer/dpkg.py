"""Which package of Debian or Ubuntu brought a distribution's metadata, and of which source package it is."""

import re
from typing import Dict, Iterator, List, NamedTuple, Optional, Set, Tuple

from image import Image
from origin import STATUS
from reach.owners import DPKG, LARGEST, infos

# Debian's policy, chapters 5.6.1 and 5.6.12.
NAME = re.compile(r"[a-z0-9][a-z0-9+.-]{1,127}\Z")
VERSION = re.compile(r"[0-9][A-Za-z0-9.+~:-]{0,127}\Z")
SOURCE = re.compile(r"(\S+)(?:\s+\(([^)]*)\))?\Z")
# A build for all machines, with nothing changed in the source.
BINARY_BUILD = re.compile(r"\+b\d+\Z")


class Package(NamedTuple):
    """As plan.json shows it."""

    name: str
    version: str
    source: str
    source_version: str


def packages(image: Image, wanted: Set[str]) -> Dict[str, Package]:
    """The package of each of the metadata paths, where there is one: packages put nothing into /usr/local. The list of
    a package may stand for metadata."""
    by_list = {info: package_of_list(info) for info in wanted if info.startswith(DPKG + "/")}
    infos = {info for info in wanted if info.startswith("/usr/lib/")}
    owners = dict(lists(image, infos)) if infos else {}
    owners.update(by_list)
    known = read_status(image, set(owners.values()))
    return {info: known[owners[info]] for info in sorted(owners) if owners[info] in known}


def read_status(image: Image, names: Set[str]) -> Dict[str, Package]:
    if not names:
        return {}
    status = image.read(STATUS, LARGEST) or b""
    return dict(described(status.decode("utf-8", "surrogateescape"), names))


def package_of_list(path: str) -> str:
    return path.rpartition("/")[2][: -len(".list")].partition(":")[0]


def bringing(image: Image, wanted: Set[str]) -> Iterator[Tuple[str, List[str]]]:
    """The lists of packages, by their paths, that have any of some files, with all that they have."""
    for name in image.names(DPKG):
        data = (image.read(DPKG + "/" + name, LARGEST) or b"") if name.endswith(".list") else b""
        if b".so\n" in data and b"/dist-packages/" in data:
            paths = data.decode("utf-8", "surrogateescape").splitlines()
            if wanted.intersection(paths):
                yield DPKG + "/" + name, paths


def lists(image: Image, wanted: Set[str]) -> Iterator[Tuple[str, str]]:
    """The metadata paths that packages' lists have, and the packages' names."""
    for name in image.names(DPKG):
        data = (image.read(DPKG + "/" + name, LARGEST) or b"") if name.endswith(".list") else b""
        if b"-info" not in data:
            continue
        for info in infos(data.decode("utf-8", "surrogateescape").splitlines()):
            real = image.real(info)
            if real in wanted:
                yield real, package_of_list(name)


def described(status: str, names: Set[str]) -> Iterator[Tuple[str, Package]]:
    for paragraph in status.split("\n\n"):
        # Lines that go on with a field begin with a blank, and so are none of the names that count.
        pairs = (line.partition(":") for line in paragraph.splitlines())
        fields = {name: value.strip() for name, colon, value in pairs if colon}
        name = fields.get("Package", "")
        if name in names and fields.get("Architecture", "all") in ("all", "amd64"):
            package = installed(name, fields)
            if package is not None:
                yield name, package


def installed(name: str, fields: Dict[str, str]) -> Optional[Package]:
    """A package without a field Source is of the source package of its own name and version."""
    version = fields.get("Version", "")
    source = SOURCE.match(fields.get("Source") or name)
    if source is None or not fields.get("Status", " installed").endswith(" installed"):
        return None
    found = Package(name, version, source.group(1), source.group(2) or BINARY_BUILD.sub("", version))
    texts = ((NAME, found.name), (VERSION, found.version), (NAME, found.source), (VERSION, found.source_version))
    return found if all(pattern.match(text) for pattern, text in texts) else None

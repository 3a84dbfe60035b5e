"""The distributions of the image: what installers wrote down of what they installed."""

import re
from typing import Dict, Iterator, List, NamedTuple, Optional, Set, Tuple

from image import Image
from reach import distribution_files
from reach.archives import Archives
from reach.distribution_files import Reader
from reach.listing import Listings
from reach.owners import Owners

FOLDERS = (".dist-info", ".egg-info")
LARGEST = 1 << 22
MOST_LINES = 20000
NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
FROM_FOLDER = re.compile(r"(?P<name>.+?)(?:-(?P<version>\d[^-]*))?(?:-py\d[\d.]*)?(?:-[^-]*)?$")


class Distribution(NamedTuple):
    """An installed project. ``files`` are canonical paths; ``requires`` holds every key that its metadata
    names, extras included and markers ignored."""

    key: str
    name: str
    version: str
    info: str
    files: Tuple[str, ...]
    tops: Tuple[str, ...]
    requires: Tuple[str, ...]
    entry_points: Tuple[Tuple[str, str, str], ...]


class Distributions:
    """All of them in the order of sys.path. Of one that is there twice, the first is the one that counts."""

    def __init__(self, every: List[Distribution]) -> None:
        self.every = every
        self.by_key: Dict[str, Distribution] = {}
        self.by_top: Dict[str, List[Distribution]] = {}
        self.files: Dict[str, int] = {}
        # The one owner of what is in a folder; -1 where it has several.
        self.folders: Dict[str, int] = {}
        for index, distribution in enumerate(every):
            self.by_key.setdefault(distribution.key, distribution)
            for top in distribution.tops:
                self.by_top.setdefault(top, []).append(distribution)
            for path in distribution.files:
                self.files.setdefault(path, index)
        for path, index in self.files.items():
            folder = path.rpartition("/")[0]
            if self.folders.setdefault(folder, index) != index:
                self.folders[folder] = -1

    def listed(self, path: str) -> Optional[Distribution]:
        """Whose a file is by a list alone: what somebody put beside a distribution's files is none of it."""
        index = self.files.get(path)
        return self.every[index] if index is not None else None

    def owner(self, path: str) -> Optional[Distribution]:
        """Whose a file is. One that no list has, as what was compiled later, is its neighbours'."""
        index = self.files.get(path)
        if index is None:
            folder = path.rpartition("/")[0]
            if folder.endswith("/__pycache__"):
                folder = folder.rpartition("/")[0]
            index = self.folders.get(folder, -1)
        return self.every[index] if index >= 0 else None

    def providing(self, group: str) -> Iterator[Distribution]:
        """Those with an entry point of a group; "*" is every group but the scripts'."""
        for distribution in self.by_key.values():
            groups = {entry[0] for entry in distribution.entry_points}
            if group in groups or (group == "*" and groups - {"console_scripts", "gui_scripts"}):
                yield distribution


def find(image: Image, listings: Listings, archives: Archives, folders: List[str]) -> Distributions:
    """Those whose metadata lie in the folders of sys.path, as importlib.metadata looks for them."""
    reader = Reader(image, listings, archives)
    owners = Owners(image)
    found: List[Distribution] = []
    seen: Set[str] = set()
    for folder in folders:
        for info in infos(listings, folder):
            if info not in seen:
                seen.add(info)
                found.append(read(reader, owners, folder, info))
    return Distributions(found)


def infos(listings: Listings, folder: str) -> Iterator[str]:
    """The metadata of a folder of sys.path; an egg is such a folder, and has its own inside."""
    listing = listings.of(folder)
    for name, path in sorted(list(listing.folders.items()) + list(listing.files.items())):
        if name.lower().endswith(FOLDERS) or (name == "EGG-INFO" and name in listing.folders):
            yield path


def read(reader: Reader, owners: Owners, folder: str, info: str) -> Distribution:
    """One distribution by its metadata; what is broken or absent is empty."""
    is_folder = info in reader.listings.known or reader.image.is_folder(info)
    text = reader.text(info + "/METADATA") or reader.text(info + "/PKG-INFO") if is_folder else reader.text(info)
    fields = headers(text)
    named = FROM_FOLDER.match(base_name(folder, info))
    name = first(fields, "name") or (named.group("name") if named else base_name(folder, info))
    version = first(fields, "version") or (named.group("version") or "" if named else "")
    entry_points = tuple(read_entry_points(reader.text(info + "/entry_points.txt"))) if is_folder else ()
    requires = list(fields.get("requires-dist", ())) + list(fields.get("requires", ()))
    if is_folder:
        requires += required(reader.text(info + "/requires.txt"))
    tops = distribution_files.named_tops(reader, info) if is_folder else []
    files = distribution_files.files(reader, owners, folder, info, is_folder, tops or guessed_tops(name))
    keys = (NAME.match(line.strip()) for line in requires)
    return Distribution(
        key=key(name),
        name=name,
        version=version,
        info=reader.host_of(info),
        files=files,
        tops=tuple(sorted(set(tops))) or distribution_files.tops_of(reader, folder, files, guessed_tops(name)),
        requires=tuple(sorted({key(match.group(0)) for match in keys if match})),
        entry_points=entry_points,
    )


def base_name(folder: str, info: str) -> str:
    """name-version, of name-version.dist-info, or of the egg around EGG-INFO."""
    name = info.rpartition("/")[2]
    if name == "EGG-INFO":
        name = folder.rpartition("/")[2]
    return re.sub(r"\.(?:dist-info|egg-info|egg)$", "", name, flags=re.IGNORECASE)


def key(name: str) -> str:
    """PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()


def guessed_tops(name: str) -> List[str]:
    return [re.sub(r"[-.]+", "_", name), re.sub(r"[-.]+", "_", name).lower()]


def first(fields: Dict[str, List[str]], name: str) -> str:
    return fields.get(name, [""])[0]


def headers(text: str) -> Dict[str, List[str]]:
    """The fields of a METADATA file by lower-case names. The body, mostly the longest part, is not read."""
    found: Dict[str, List[str]] = {}
    last: List[str] = []
    for count, line in enumerate(text.splitlines()):
        if not line.strip() or count > MOST_LINES:
            break
        if line[0] in " \t":
            if last:
                last[-1] += "\n" + line.strip()
            continue
        name, colon, value = line.partition(":")
        if colon:
            last = found.setdefault(name.strip().lower(), [])
            last.append(value.strip())
    return found


def required(text: str) -> Iterator[str]:
    """requires.txt of egg-info: a requirement a line, extras in brackets as titles."""
    for line in text.splitlines()[:MOST_LINES]:
        if line.strip() and not line.startswith(("[", "#")):
            yield line


def read_entry_points(text: str) -> Iterator[Tuple[str, str, str]]:
    group = ""
    for line in text.splitlines()[:MOST_LINES]:
        line = line.strip()
        if line.startswith("[") and line.endswith("]"):
            group = line[1:-1].strip()
        elif group and "=" in line and line[0] not in "#;":
            name, _, value = line.partition("=")
            yield group, name.strip(), value.strip()

"""Where the source of a distribution's exact version is had from, in the order of preference."""

import hashlib
import json
import re
import shutil
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path
from typing import Any, Mapping, NamedTuple

import apt
import download
from download import NotThere, SourceFile
from relink_request import Request
from steps import StepError, run, say

GIVEN = Path("/in/sources")
# Source packages of libraries (rebuilding.py).
OF_LIBRARIES = "debian"
SDISTS = (".tar.gz", ".zip", ".tar.bz2", ".tar.xz", ".tgz")
MOST_BYTES = 1 << 31


class Source(NamedTuple):
    """An unpacked source. ``kind``: ``debian``, a whole source package, or ``sdist``, upstream's own form.
    ``debian`` says whether what it is built with is the source package's Build-Depends."""

    kind: str
    folder: Path
    origin: Mapping[str, str]
    debian: bool


class NoSource(Exception):
    """Nobody has the source of this version; the text says where it was looked for."""


def find(request: Request, target: Path) -> Source:
    """Get the source: the user's, else the source package's, else the index's. Throws NoSource."""
    target.mkdir(parents=True, exist_ok=True)
    reasons: list[str] = []
    if request.sources:
        reasons.append(f"the named context sources has {', '.join(request.sources)}")
    for look in (given, of_package, of_index):
        try:
            return look(request, target)
        except NoSource as reason:
            reasons += [str(reason)] if str(reason) else []
    raise NoSource(f"there is no source of {request.title}: " + "; ".join(reasons))


def given(request: Request, target: Path) -> Source:
    """The user's own, a file or a tree."""
    listed = [path for path in sorted(GIVEN.glob("*")) if path.name != OF_LIBRARIES]
    entries = [path for path in listed if path.is_dir() or path.name.endswith(SDISTS)]
    if not entries:
        raise NoSource("")
    path = entries[0]
    origin = {"kind": "sources", "file": path.name}
    if path.is_dir():
        folder = target / path.name
        shutil.copytree(path, folder, symlinks=True)
        return Source("sdist", folder, origin, debian=False)
    return Source("sdist", unpack(path, target, request), {**origin, "sha256": digest(path)}, debian=False)


def of_package(request: Request, target: Path) -> Source:
    """The source package that the image's package was built from; it is for the suite of the toolchain's root."""
    package = request.package
    if package is None:
        raise NoSource("")
    if request.suite != apt.base_suite():
        raise NoSource(f"source packages of {request.suite} cannot be built in {apt.base_suite()}")
    name, version = package.source, package.source_version
    files = apt.source_files(name, version)
    if not files:
        raise NoSource(f"the archive's index has no source package {name} {version}")
    origin = {"kind": "debian", "package": name, "version": version}
    downloads = target / "downloads"
    downloads.mkdir(exist_ok=True)
    try:
        dsc = next(path for path in [download.fetch(file, downloads) for file in files] if path.name.endswith(".dsc"))
        folder = target / "debian"
        apt.unpack(dsc, folder)
        return Source("debian", folder, origin, debian=True)
    except NotThere as missing:
        say(f"{name} {version} is not whole in the archive ({missing}): taking upstream's own part of it")
        return of_upstream(request, files, target, origin)


def of_upstream(request: Request, files: list[SourceFile], target: Path, origin: Mapping[str, str]) -> Source:
    """A mirror may lack files that its index names: upstream's archive is the one that matters."""
    upstream = [file for file in files if re.search(r"\.orig\.tar\.\w+$", file.name)]
    if len(upstream) != 1:
        raise NoSource(f"the source package {origin['package']} {origin['version']} is not in the archive")
    try:
        path = download.fetch(upstream[0], target / "downloads")
    except NotThere as missing:
        raise NoSource(f"the source package {origin['package']} {origin['version']} is not there: {missing}") from None
    folder = unpack(path, target, request)
    return Source("sdist", folder, {**origin, "file": path.name, "sha256": digest(path)}, debian=True)


def of_index(request: Request, target: Path) -> Source:
    """The index's sdist, held against the digest that the index has for it."""
    if not request.indexed:
        raise NoSource("it was installed from a folder or an address of its own, so the index is not asked for it")
    page = read_index(request.index_url, request.key)
    rows = [row for row in page if row["filename"].endswith(SDISTS) and is_of(row["filename"], request)]
    if not rows:
        raise NoSource(f"{request.index_url} has no sdist of it")
    row = min(rows, key=lambda row: SDISTS.index(next(end for end in SDISTS if row["filename"].endswith(end))))
    sha256 = row["hashes"].get("sha256", "")
    try:
        url = absolute(request.index_url, request.key, row["url"])
        path = download.fetch(SourceFile(url, Path(row["filename"]).name, sha256), target)
    except NotThere as missing:
        raise NoSource(str(missing)) from None
    uploaded = str(row.get("upload-time") or "")
    origin = {"kind": "index", "file": path.name, "sha256": sha256, "uploaded": uploaded}
    return Source("sdist", unpack(path, target, request), origin, debian=False)


def read_index(index: str, key: str) -> list[Mapping[str, Any]]:
    """Read a project's page (PEP 691 where the index has it, else PEP 503). Throws NoSource where there is none."""
    url = f"{index.rstrip('/')}/{key}/"
    accept = "application/vnd.pypi.simple.v1+json, text/html;q=0.1"
    try:
        text = download.get(urllib.request.Request(url, headers={"Accept": accept})).decode("utf-8")
    except NotThere:
        raise NoSource(f"{index} does not know {key}") from None
    if text.lstrip().startswith("{"):
        return json.loads(text)["files"]
    links = re.findall(r'<a\s[^>]*?href="([^"]+)"[^>]*>([^<]+)</a>', text)
    return [{"filename": name.strip(), "url": link, "hashes": fragment(link)} for link, name in links]


def absolute(index: str, key: str, link: str) -> str:
    """A page's links may start at the page."""
    return urllib.parse.urljoin(f"{index.rstrip('/')}/{key}/", link.split("#")[0])


def fragment(link: str) -> Mapping[str, str]:
    found = re.search(r"#sha256=([0-9a-f]{64})", link)
    return {"sha256": found.group(1)} if found else {}


def is_of(filename: str, request: Request) -> bool:
    """Whether an sdist's name is of this project and version (PEP 625, and what was written before it)."""
    stem = next(filename[: -len(end)] for end in SDISTS if filename.endswith(end))
    name, _, version = stem.rpartition("-")
    return normalize(name) == request.key and same_version(version, request.version)


def normalize(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def same_version(left: str, right: str) -> bool:
    """PEP 440 as far as file names differ from metadata: case, leading v, separators, trailing zeros."""

    def plain(version: str) -> str:
        text = re.sub(r"[-_.]?(a|b|rc|post|dev)[-_.]?(\d*)", r"\1\2", version.lower().lstrip("v"))
        return re.sub(r"(\.0)+$", "", text)

    return plain(left) == plain(right)


def unpack(path: Path, target: Path, request: Request) -> Path:
    """Unpack an sdist; its one folder is the source. Members that lead elsewhere are refused."""
    folder = target / "source"
    folder.mkdir()
    try:
        if path.name.endswith(".zip"):
            extract_zip(path, folder)
        else:
            # GNU tar takes no member out of the folder, and follows no link that came from the archive.
            run(["tar", "--extract", "--no-same-owner", "--file", str(path), "--directory", str(folder)], "unpacking")
    except (OSError, StepError, zipfile.BadZipFile) as error:
        raise NoSource(f"{path.name} cannot be unpacked: {error}") from None
    entries = sorted(folder.iterdir())
    if len(entries) != 1 or not entries[0].is_dir():
        raise NoSource(f"{path.name} is no sdist: it holds {len(entries)} entries, not one folder")
    check_version(entries[0], path, request)
    return entries[0]


def extract_zip(path: Path, folder: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        if sum(member.file_size for member in archive.infolist()) > MOST_BYTES:
            raise OSError(f"it is larger than {MOST_BYTES} bytes")
        archive.extractall(folder)


def check_version(folder: Path, path: Path, request: Request) -> None:
    """An sdist says in PKG-INFO what it is; upstream's archives of Debian do not have to."""
    info = folder / "PKG-INFO"
    if info.is_file():
        found = re.search(r"^Version: *(\S+)", info.read_text(encoding="utf-8", errors="replace"), re.MULTILINE)
        if found and not same_version(found.group(1), request.version):
            raise NoSource(f"{path.name} is of version {found.group(1)}, the image has {request.version}")


def digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            found.update(block)
    return found.hexdigest()



"""link.json: what goes into one python.km. It comes from inside an image, so nothing in it is trusted."""

import json
import re
from pathlib import Path, PurePosixPath
from typing import Any, FrozenSet, List, Mapping, NamedTuple, NoReturn, Optional, Tuple, Union, cast


class ManifestError(Exception):
    """The manifest is not what the contract says; the text is one line for the user."""


class Python(NamedTuple):
    """What ties an interpreter to its standard library."""

    version: str
    abiflags: str
    soabi: str

    @property
    def short(self) -> str:
        """X.Y"""
        return ".".join(self.version.split(".")[:2])


class Debian(NamedTuple):
    """An interpreter of Debian's or Ubuntu's archive, at its package's revision."""

    revision: str


class CPython(NamedTuple):
    """An interpreter that was built from python.org's source, and what was compiled into it."""

    prefix: str
    platlibdir: str
    multiarch: str
    thread_stack_size: int

    def library(self, python: Python) -> str:
        """Name the standard library's folder below the prefix; free threading has one of its own."""
        return f"{self.platlibdir}/python{python.short}{'t' if 't' in python.abiflags else ''}"


Origin = Union[Debian, CPython]


class OpenSSL(NamedTuple):
    """The image's own: its folder of configuration and certificates, and the first number of its version, or 0."""

    folder: str
    major: int


class Record(NamedTuple):
    """A C module of a distribution; a placeholder holds ``id``. ``file`` is below the folder that import finds it
    in."""

    id: str
    distribution: str
    version: str
    file: str
    init: str


class Manifest(NamedTuple):
    """``library`` has the image's files of the standard library, below its folder; None for an origin whose library is
    always the image's own. ``hashes`` are what lock files of the image allow, as ``sha256:…``, by distribution."""

    python: Python
    origin: Origin
    modules: Tuple[str, ...]
    records: Tuple[Record, ...]
    hashes: Mapping[str, Tuple[str, ...]]
    openssl: Optional[OpenSSL]
    library: Optional[FrozenSet[PurePosixPath]]

    @property
    def revision(self) -> str:
        return self.origin.revision if isinstance(self.origin, Debian) else self.python.version


KEYS = ("format", "hashes", "library", "modules", "openssl", "origin", "python", "records")
DEBIAN_KEYS = ("distribution", "kind", "package", "suite", "version")
CPYTHON_KEYS = ("kind", "multiarch", "platlibdir", "prefix", "thread_stack_size")


def read_manifest(path: Path) -> Manifest:
    """Read and check link.json."""
    try:
        return parse_manifest(path.read_bytes())
    except OSError as error:
        raise ManifestError(f"link.json cannot be read: {error}") from error


def parse_manifest(content: bytes) -> Manifest:
    try:
        data = json.loads(content)
    except ValueError as error:
        raise ManifestError(f"link.json is not JSON: {error}") from error
    top = fields(data, "link.json", KEYS)
    if type(top["format"]) is not int or top["format"] != 1:
        raise ManifestError(f"link.json has format {top['format']!r}; this linker reads format 1")
    python = fields(top["python"], "python", ("abiflags", "soabi", "version"))
    return Manifest(
        python=Python(
            version=text(python, "python", "version", r"3\.\d+\.\d+"),
            abiflags=text(python, "python", "abiflags", r"[a-z]*"),
            soabi=text(python, "python", "soabi", r"[A-Za-z0-9_-]+"),
        ),
        origin=read_origin(top["origin"]),
        modules=module_names(top["modules"]),
        records=read_records(top["records"]),
        hashes=read_hashes(top["hashes"]),
        openssl=read_openssl(top["openssl"]),
        library=read_library(top["library"]),
    )


def read_origin(value: Any) -> Origin:
    kind = cast(Mapping[str, Any], value).get("kind") if isinstance(value, dict) else None
    if kind == "cpython":
        origin = fields(value, "origin", CPYTHON_KEYS)
        size = origin["thread_stack_size"]
        if type(size) is not int or size < 0:
            refuse("origin.thread_stack_size", size, "a number of bytes")
        return CPython(
            prefix=text(origin, "origin", "prefix", r"/[A-Za-z0-9._+/-]+"),
            platlibdir=text(origin, "origin", "platlibdir", r"[A-Za-z0-9_]+"),
            multiarch=text(origin, "origin", "multiarch", r"[A-Za-z0-9_-]*"),
            thread_stack_size=size,
        )
    return Debian(text(fields(value, "origin", DEBIAN_KEYS), "origin", "version", r"[A-Za-z0-9.+~:-]+"))


def read_openssl(value: Any) -> Optional[OpenSSL]:
    if value is None:
        return None
    openssl = fields(value, "openssl", ("folder", "major"))
    major = openssl["major"]
    if type(major) is not int or major < 0:
        refuse("openssl.major", major, "a number")
    return OpenSSL(text(openssl, "openssl", "folder", r"/[A-Za-z0-9._+/-]{1,200}"), major)


def read_library(value: Any) -> Optional[FrozenSet[PurePosixPath]]:
    """These names only choose among the toolchain's own files, so that none can lead elsewhere."""
    if value is None:
        return None
    items = a_list(value, "library", "a list of paths or null")
    for path in items:
        if not isinstance(path, str):
            refuse("library", path, "a list of paths")
    return frozenset(PurePosixPath(path) for path in items)


def fields(value: Any, where: str, keys: Tuple[str, ...]) -> Mapping[str, Any]:
    """Return an object that has exactly these keys."""
    if not isinstance(value, dict):
        refuse(where, value, "an object")
    mapping = cast(Mapping[str, Any], value)
    if sorted(mapping) != sorted(keys):
        has = ", ".join(sorted(mapping)) or "none"
        raise ManifestError(f"{where} must have the keys {', '.join(keys)}; it has {has}")
    return mapping


def text(mapping: Mapping[str, Any], where: str, key: str, pattern: str) -> str:
    value = mapping[key]
    if not isinstance(value, str) or re.fullmatch(pattern, value) is None:
        refuse(f"{where}.{key}", value, f"text that matches {pattern}")
    return value


def module_names(value: Any) -> Tuple[str, ...]:
    items = a_list(value, "modules")
    for name in items:
        if not isinstance(name, str) or re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) is None:
            refuse("modules", name, "a list of module names")
    names = tuple(items)
    if list(names) != sorted(set(names)):
        raise ManifestError("modules must be sorted, each once: equal sets have to give equal link steps")
    return names


RECORD_PATTERNS: Mapping[str, str] = {
    "id": r"[A-Za-z0-9][A-Za-z0-9.+!_:=-]{0,254}",
    "distribution": r"[a-z0-9]([a-z0-9-]{0,126}[a-z0-9])?",
    "version": r"[A-Za-z0-9][A-Za-z0-9.+!_-]{0,127}",
    "file": r"(?!/)(?!(?:.*/)?\.\.(?:/|$))[^\0]{1,1024}",
    "init": r"PyInitU?_[A-Za-z0-9_]{1,256}",
}


def read_records(value: Any) -> Tuple[Record, ...]:
    records: List[Record] = []
    for row in a_list(value, "records"):
        keys = fields(row, "records", Record._fields)
        records.append(Record(**{key: text(keys, "records", key, RECORD_PATTERNS[key]) for key in Record._fields}))
    ids = [record.id for record in records]
    if ids != sorted(set(ids)):
        raise ManifestError("records must be sorted, each once: equal sets have to give equal link steps")
    return tuple(records)


def read_hashes(value: Any) -> Mapping[str, Tuple[str, ...]]:
    if not isinstance(value, dict):
        refuse("hashes", value, "an object")
    rows = cast(Mapping[str, Any], value)
    return {name: tuple(a_hash(item) for item in a_list(rows[name], "hashes")) for name in sorted(rows)}


def a_list(value: Any, where: str, wanted: str = "a list") -> List[Any]:
    if not isinstance(value, list):
        refuse(where, value, wanted)
    return cast(List[Any], value)


def a_hash(value: Any) -> str:
    if not isinstance(value, str) or re.fullmatch(r"sha256:[0-9a-f]{64}", value) is None:
        refuse("hashes", value, "a list of sha256:… digests")
    return value


def refuse(where: str, value: Any, wanted: str) -> NoReturn:
    shown = repr(value)
    raise ManifestError(f"{where} must be {wanted}, not {shown if len(shown) <= 80 else shown[:77] + '...'}")

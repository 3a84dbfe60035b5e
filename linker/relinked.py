"""What step R leaves of a distribution: records.json, and the objects and archives that it names.

The distribution's own build ran beside it as root, so nothing in it is trusted.
"""

import json
import re
from pathlib import Path
from typing import Any, Mapping, NamedTuple, Optional, Sequence

OBJECT = r"objects/[0-9a-f]{8,128}\.o"
ARCHIVE = r"archives/[A-Za-z0-9_][A-Za-z0-9.+_-]*\.a"
COPYRIGHT = r"copyrights/[a-z0-9][a-z0-9.+-]*"
SYMBOL = r"[A-Za-z_][A-Za-z0-9_]*"
LIBRARY = r"[A-Za-z0-9_][A-Za-z0-9.+_-]*"
PLUGIN = rf"{LIBRARY}/{LIBRARY}"
LARGEST = 1 << 26


class Part(NamedTuple):
    """An object, and what else it needs: libraries by their sonames, archives by their file names."""

    object: Path
    needs: Sequence[str]
    archives: Sequence[str]


class Module(NamedTuple):
    """A compiled module; ``part`` is None where it could not be recorded, for ``reason``. ``paths`` are where the
    build left it."""

    paths: Sequence[str]
    inits: Mapping[str, str]
    part: Optional[Part]
    reason: str


class Library(NamedTuple):
    """A library that modules need: an object of its own, or an archive of that file name; neither, where it has no
    static form."""

    name: str
    part: Optional[Part]
    archive: Optional[str]
    needs: Sequence[str]
    package: str
    copyright: Optional[Path]


class Plugin(NamedTuple):
    """What a library loads when it runs, by its file and folder; ``symbols`` are what its names are called here."""

    name: str
    symbols: Mapping[str, str]
    part: Part


class Relinked(NamedTuple):
    """One distribution, for the Python of ``soabi``. ``failed`` says why there is nothing of it, and is empty else;
    ``without`` are libraries that it was built without, since they cannot be linked."""

    distribution: str
    version: str
    soabi: str
    failed: str
    sha256: str
    modules: Sequence[Module]
    libraries: Mapping[str, Library]
    archives: Mapping[str, Path]
    plugins: Sequence[Plugin] = ()
    without: Sequence[str] = ()
    notes: Sequence[str] = ()


class RecordsError(Exception):
    """A records.json is not what the contract says."""


def read_all(folder: Optional[Path]) -> Mapping[str, Relinked]:
    """Read every distribution below ``folder``, by its name."""
    if folder is None:
        return {}
    return {path.name: read(path) for path in sorted(folder.iterdir()) if path.is_dir()}


def read(folder: Path) -> Relinked:
    try:
        text = (folder / "records.json").read_bytes()
        if len(text) > LARGEST:
            raise RecordsError(f"the records of {folder.name} are larger than {LARGEST} bytes")
        data: Mapping[str, Any] = json.loads(text)
        if data["format"] != 1:
            raise RecordsError(f"the records of {folder.name} are of format {data['format']!r}, not 1")
        if data["failed"] is not None:
            reason = str(data["failed"]["reason"])[:4096]
            return Relinked(folder.name, str(data["version"]), str(data["soabi"]), reason, "", (), {}, {})
        return Relinked(
            distribution=folder.name,
            version=str(data["version"]),
            soabi=str(data["soabi"]),
            failed="",
            sha256=str(data["source"].get("sha256", "")),
            modules=[read_module(folder, row) for row in data["records"]],
            libraries=read_libraries(folder, data),
            archives={name: folder / checked(path, ARCHIVE) for name, path in sorted(data["archives"].items())},
            plugins=[read_plugin(folder, row) for row in data["plugins"]],
            notes=[str(note)[:1024] for note in data["notes"]],
            without=[checked(name, LIBRARY) for name in data["without"]],
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RecordsError(f"the records of {folder.name} cannot be read: {error!r}") from error


def read_module(folder: Path, row: Mapping[str, Any]) -> Module:
    paths = [str(path) for path in row["paths"]]
    if row.get("failed"):
        return Module(paths, {}, None, str(row["failed"])[:4096])
    inits = {checked(old, SYMBOL): checked(new, SYMBOL) for old, new in row["inits"].items()}
    return Module(paths, inits, read_part(folder, row), "")


def read_part(folder: Path, row: Mapping[str, Any]) -> Part:
    return Part(
        object=folder / checked(row["object"], OBJECT),
        needs=[checked(name, LIBRARY) for name in row["needs"]],
        archives=[checked(name, LIBRARY) for name in row["archives"]],
    )


def read_plugin(folder: Path, row: Mapping[str, Any]) -> Plugin:
    symbols = {checked(old, SYMBOL): checked(new, SYMBOL) for old, new in row["symbols"].items()}
    return Plugin(checked(row["name"], PLUGIN), symbols, read_part(folder, row))


def read_libraries(folder: Path, data: Mapping[str, Any]) -> Mapping[str, Library]:
    """The build's own stand before the system's: the linker of the build found them first."""
    found: dict[str, Library] = {}
    for row in data["shared"]:
        name = checked(row["name"], LIBRARY)
        part = None if row.get("failed") else read_part(folder, row)
        found[name] = Library(name, part, None, part.needs if part else (), str(row["package"] or ""), None)
    for row in data["libraries"]:
        name = checked(row["name"], LIBRARY)
        archive = None if row["archive"] is None else Path(checked(row["archive"], ARCHIVE)).name
        text = None if row["copyright"] is None else folder / checked(row["copyright"], COPYRIGHT)
        needs = [checked(need, LIBRARY) for need in row["needs"]]
        found.setdefault(name, Library(name, None, archive, needs, str(row["package"] or ""), text))
    return found


def checked(value: Any, pattern: str) -> str:
    if not isinstance(value, str) or re.fullmatch(pattern, value) is None:
        raise ValueError(f"{value!r} is not of the form {pattern}")
    return value

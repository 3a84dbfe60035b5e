"""toolchain.json: what a toolchain holds, and what of it a manifest needs."""

import json
from pathlib import Path
from typing import Any, List, Mapping, NamedTuple, Optional, Sequence, Set, Tuple

from manifest import CPython, Debian, Manifest, ManifestError, Origin, Python


class LinkedModule(NamedTuple):
    """A module's object; ``inits`` are the PyInit names that import asks for and what the object calls them."""

    name: str
    object: Path
    inits: Tuple[Tuple[str, str], ...]
    libraries: Tuple[str, ...]


class Library(NamedTuple):
    """``package`` is the one that the archive came in, whose documents are in the toolchain's root."""

    archive: Path
    needs: Tuple[str, ...]
    package: str


class Description(NamedTuple):
    """``home`` is a PYTHONHOME of the same revision, ``stdlib`` a whole library as a tree from the root, for images of
    another one; ``failed`` are the modules that did not compile, and why."""

    root: Path
    python: Python
    origin: Origin
    revision: str
    home: Path
    stdlib: Optional[Path]
    archive: Path
    core_objects: Tuple[Path, ...]
    core_libraries: Tuple[str, ...]
    modules: Mapping[str, LinkedModule]
    failed: Mapping[str, str]
    libraries: Mapping[str, Library]
    warnings: Tuple[str, ...]


def read_description(root: Path) -> Optional[Description]:
    """Read toolchain.json; None when ``root`` is not a toolchain of this contract."""
    try:
        data: Mapping[str, Any] = json.loads((root / "toolchain.json").read_bytes())
    except (OSError, ValueError):
        return None
    if data.get("format") != 1:
        return None
    core = data["core"]
    return Description(
        root=root,
        python=Python(**data["python"]),
        origin=read_origin(data),
        revision=data["revision"],
        home=root / data["home"],
        stdlib=root / data["stdlib"] if data["stdlib"] else None,
        archive=root / core["archive"],
        core_objects=tuple(root / path for path in core["objects"]),
        core_libraries=tuple(core["libraries"]),
        modules={
            name: LinkedModule(
                name, root / entry["object"], tuple(sorted(entry["inits"].items())), tuple(entry["libraries"])
            )
            for name, entry in data["modules"].items()
        },
        failed=data["failed"],
        libraries={
            name: Library(root / entry["archive"], tuple(entry["needs"]), entry["package"])
            for name, entry in data["libraries"].items()
        },
        warnings=tuple(data["warnings"]),
    )


def read_origin(data: Mapping[str, Any]) -> Origin:
    """Return what the toolchain was made of; Debian's say no kind."""
    origin = data["origin"]
    if origin.get("kind", "debian") == "debian":
        return Debian(data["revision"])
    return CPython(**{name: origin[name] for name in CPython._fields})


def check_python(manifest: Manifest, description: Description) -> None:
    """Refuse another interpreter's toolchain: library, frozen modules and C modules of one X.Y.Z belong together."""
    for field, wanted, got in zip(Python._fields, manifest.python, description.python):
        if wanted != got:
            raise ManifestError(
                f"the image's python has {field} {wanted!r} and the toolchain's has {got!r}; "
                "a toolchain of exactly that python is needed"
            )
    check_origin(manifest.origin, description.origin)


def other_library(manifest: Manifest, description: Description) -> Optional[Path]:
    """Return the library that the image needs with this interpreter; None where its own is of the same revision."""
    if manifest.revision == description.revision:
        return None
    if description.stdlib is None:
        raise ManifestError(
            f"the image's python is {manifest.revision} and the toolchain's is {description.revision}, which was made "
            "for images of that revision alone; leave out TOOLCHAIN image, and the build makes one for this image"
        )
    return description.stdlib


def check_origin(wanted: Origin, got: Origin) -> None:
    """Refuse an interpreter that would look for its library elsewhere, or that another distribution patched."""
    if isinstance(wanted, CPython) and isinstance(got, CPython):
        for field in ("prefix", "platlibdir", "multiarch"):
            if getattr(wanted, field) != getattr(got, field):
                raise ManifestError(
                    f"the image's python has {field} {getattr(wanted, field)!r} and the toolchain's has "
                    f"{getattr(got, field)!r}; a toolchain with the image's {field} is needed: "
                    "leave out TOOLCHAIN image, and the build makes it"
                )
    elif type(wanted) is not type(got):
        raise ManifestError(
            f"the image's python is {tell_origin(wanted)} and the toolchain's is {tell_origin(got)}; a toolchain of "
            "the image's own kind is needed: leave out TOOLCHAIN image, and the build makes it"
        )


def tell_origin(origin: Origin) -> str:
    return "built from python.org's source" if isinstance(origin, CPython) else f"the package {origin.revision}"


def select_modules(manifest: Manifest, description: Description) -> Sequence[LinkedModule]:
    """Return the asked modules, or say which of them the toolchain does not have."""
    unknown = [name for name in manifest.modules if name not in description.modules]
    if unknown:
        reasons = [f"{name} ({description.failed[name]})" if name in description.failed else name for name in unknown]
        raise ManifestError(
            f"the toolchain for python {description.python.version} has no C module {', '.join(reasons)}; "
            f"add DROP {' '.join(unknown)} to the Kontainfile, or use LINK dynamic"
        )
    return [description.modules[name] for name in manifest.modules]


def needed_libraries(
    modules: Sequence[LinkedModule], archives: Sequence[str], description: Description
) -> Sequence[Library]:
    """Return the modules' libraries, those with archives of the given file names, and what they need, in a stable
    order."""
    found: Set[str] = set()
    waiting: List[str] = [*description.core_libraries, *(name for module in modules for name in module.libraries)]
    waiting += [name for name, library in description.libraries.items() if library.archive.name in archives]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(description.libraries[name].needs)
    return [description.libraries[name] for name in sorted(found)]

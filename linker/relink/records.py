"""records.json: what the recording compiler kept, beside what was built of it and the system's archives for it."""

import json
import os
import shutil
from pathlib import Path
from typing import Any, Iterator, Mapping, NamedTuple, Sequence

import apt
import libraries
import objectfile
import sonames
from libraries import Library
from steps import run

TOOLCHAIN = Path("/toolchain/lib")


class Made(NamedTuple):
    """What the recording compiler kept, where the distribution was built, and the libraries that were built before."""

    kept: Path
    built: Path
    libraries: Sequence[Mapping[str, Any]]


def collect(made: Made, out: Path) -> Mapping[str, Any]:
    """Copy the objects and archives to ``out`` and describe them.

    A module is known by the paths at which its build-id is found in what was built; ``shared`` are libraries of the
    build itself or rebuilt ones, ``libraries`` the system's static forms, ``plugins`` what those load when they run.
    """
    rows = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(made.kept.glob("*.json"))]
    paths = built_paths(made.built)
    modules = [row for row in rows if row.get("inits") or (row.get("failed") and row["build_id"] in paths)]
    loaded = find_plugins(rows, made.libraries)
    shared = find_shared(rows, made.libraries)
    wanted = needed([*modules, *loaded.values()], shared)
    linked = [*modules, *loaded.values(), *wanted]
    system = libraries.closure({name for row in linked for name in row["needs"]}, shared)
    for row in linked:
        copy_object(row, made.kept, out)
    return {
        "records": [describe_module(row, paths) for row in modules],
        "shared": [describe_shared(row, name) for name, row in sorted(shared.items()) if row in wanted],
        "plugins": [describe_plugin(row, name, out) for name, row in sorted(loaded.items())],
        "libraries": [describe_library(library, out) for library in system],
        "archives": {
            **describe_archives(linked, out),
            **{library.archive.name: place(library.archive, out) for library in system if library.archive is not None},
        },
    }


def find_shared(
    rows: Sequence[Mapping[str, Any]], rebuilt: Sequence[Mapping[str, Any]]
) -> Mapping[str, Mapping[str, Any]]:
    """Return the libraries of the build. Of a library's source that was built again those count that it was built for:
    another of it has a static form, which must not come twice."""
    found: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        name = row["soname"] or os.path.basename(row["output"])
        origin = origin_of(row, rebuilt)
        if not row.get("inits") and (origin is None or name in origin["replaces"]):
            found[name] = row
    return found


def find_plugins(
    rows: Sequence[Mapping[str, Any]], rebuilt: Sequence[Mapping[str, Any]]
) -> Mapping[str, Mapping[str, Any]]:
    """Return what libraries load, by the names that the build of the library was asked for; where it made several of a
    name, the last one is as good as any."""
    found: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        origin = origin_of(row, rebuilt)
        for name in origin["plugins"] if origin is not None else ():
            if os.path.basename(row["output"]) == os.path.basename(name) and not row.get("failed"):
                found[name] = row
    return found


def origin_of(row: Mapping[str, Any], rebuilt: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    return next((task for task in rebuilt if row["output"].startswith(task["folder"] + "/")), None)


def built_paths(built: Path) -> Mapping[str, list[str]]:
    """Return the paths of every file with a build-id, below the folder of what was built."""
    found: dict[str, list[str]] = {}
    for path in sorted(built.rglob("*.so*")):
        if path.is_file() and not path.is_symlink():
            identity = objectfile.build_id(path.read_bytes())
            if identity:
                found.setdefault(identity, []).append(path.relative_to(built).as_posix())
    return found


def needed(modules: Sequence[Mapping[str, Any]], shared: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the libraries of the build that modules need, or a library of the system that they need."""
    found: dict[str, Mapping[str, Any]] = {}
    seen: set[str] = set()
    todo = [name for row in modules for name in row["needs"]]
    while todo:
        name = todo.pop()
        if name in seen or sonames.is_own(name):
            continue
        seen.add(name)
        if name in shared:
            found[name] = shared[name]
            todo += shared[name]["needs"]
        else:
            library = libraries.find(name)
            todo += library.needs if library is not None else ()
    return [found[name] for name in sorted(found)]


def copy_object(row: Mapping[str, Any], kept: Path, out: Path) -> None:
    if not row.get("failed"):
        (out / "objects").mkdir(exist_ok=True)
        shutil.copyfile(kept / f"{row['build_id']}.o", out / object_name(row))


def object_name(row: Mapping[str, Any]) -> str:
    return f"objects/{row['build_id']}.o"


def describe_module(row: Mapping[str, Any], paths: Mapping[str, list[str]]) -> Mapping[str, Any]:
    common = {"paths": paths.get(row["build_id"], []), "needs": foreign(row["needs"]), "cxx": is_cxx(row)}
    if row.get("failed"):
        return {**common, "failed": row["failed"]}
    return {**common, "object": object_name(row), "inits": row["inits"], "archives": names(row["archives"])}


def describe_plugin(row: Mapping[str, Any], name: str, out: Path) -> Mapping[str, Any]:
    """Its names are the loader's alone, and every plug-in has the same: each gets one of its own."""
    symbols = {symbol: f"{symbol}__{row['build_id']}" for symbol in row["exports"]}
    renamed = [f"--redefine-sym={old}={new}" for old, new in sorted(symbols.items())]
    run(["objcopy", *renamed, str(out / object_name(row))], f"renaming the symbols of {name}")
    return {
        "name": name,
        "object": object_name(row),
        "symbols": symbols,
        "needs": foreign(row["needs"]),
        "archives": names(row["archives"]),
    }


def describe_shared(row: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    common = {"name": name, "needs": foreign(row["needs"]), "cxx": is_cxx(row), "package": package_of(name)}
    if row.get("failed"):
        return {**common, "failed": row["failed"]}
    return {**common, "object": object_name(row), "archives": names(row["archives"])}


def foreign(needs: Sequence[str]) -> list[str]:
    return [name for name in needs if not sonames.is_own(name)]


def is_cxx(row: Mapping[str, Any]) -> bool:
    return any(name.startswith("libstdc++.so") for name in row["needs"])


def names(archives: Sequence[str]) -> list[str]:
    return [name for name in map(os.path.basename, archives) if not sonames.is_own(name)]


def describe_library(library: Library, out: Path) -> Mapping[str, Any]:
    """``archive`` is null where the library has no static form and nobody made one."""
    package = apt.owner(library.path)
    return {
        "name": library.soname,
        "archive": None if library.archive is None else place(library.archive, out),
        "needs": foreign(library.needs),
        "package": named(package),
        "copyright": copyright_of(package, out),
    }


def describe_archives(rows: Sequence[Mapping[str, Any]], out: Path) -> Mapping[str, str]:
    paths = [path for row in rows for path in row.get("archives", []) if not sonames.is_own(os.path.basename(path))]
    return {os.path.basename(path): place(Path(path), out) for path in sorted(set(paths))}


def place(archive: Path, out: Path) -> str:
    """Copy an archive; what the toolchain has itself is linked of that."""
    name = f"archives/{archive.name}"
    if not (TOOLCHAIN / archive.name).exists() and not (out / name).exists():
        (out / "archives").mkdir(exist_ok=True)
        shutil.copyfile(archive.resolve(), out / name)
    return name


def package_of(soname: str) -> str | None:
    library = libraries.find(soname)
    return None if library is None else named(apt.owner(library.path))


def named(package: str | None) -> str | None:
    return None if package is None else f"{package} {apt.version_of(package)}"


def copyright_of(package: str | None, out: Path) -> str | None:
    source = Path(f"/usr/share/doc/{package}/copyright")
    if package is None or not source.is_file():
        return None
    target = out / "copyrights" / package
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(source, target)
    return f"copyrights/{package}"


def write(out: Path, described: Mapping[str, Any]) -> None:
    text = json.dumps(described, indent=1, sort_keys=True) + "\n"
    (out / "records.json").write_text(text, encoding="utf-8")
    for path in sorted(below(out), reverse=True):
        os.utime(path, (0, 0), follow_symlinks=False)


def below(folder: Path) -> Iterator[Path]:
    yield from folder.rglob("*")

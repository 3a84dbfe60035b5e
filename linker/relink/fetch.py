"""Step D: bring the source of one distribution, and what it is built with, into this root: fetch.py KEY VERSION.

All that the build needs is here before it starts, since it has no network. That nobody has the source is told by the
build; that it could not be downloaded ends this step, because it may be had later.
"""

import json
import shutil
from pathlib import Path
from typing import Any, Mapping

import apt
import download
import libraries
import project
import sources
from download import NotThere
from libraries import Library
from relink_request import Request, RequestError, read_request
from requirements import Environment, prepare
from sources import NoSource, Source
from steps import PASSING, StepError, say, stop

REQUEST = Path("/faktory/request/request.json")
BUILD = Path("/build")
TOOLS = ("dpkg-dev", "g++", "pkg-config")
# Debian builds its packages without wheels; upstream's part of a source package is built by itself.
OF_WHEELS = ("python3-setuptools", "python3-wheel")


def main() -> None:
    request = read_request(REQUEST)
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir()
    say(f"{request.title}: reading the package index")
    apt.update()
    apt.install(TOOLS, "installing the compilers")
    try:
        source = sources.find(request, BUILD / "source")
    except NoSource as reason:
        say(str(reason))
        write_task({"kind": "none", "reason": str(reason)})
        return
    say(f"{request.title}: from {' '.join(source.origin.values())}")
    environment = install(request, source)
    packages = [*libraries.install_for(request.needs), *environment.developed]
    rebuilt, lost = fetch_libraries({*request.needs, *(name for each in packages for name in libraries.links_of(each))})
    backend = project.read(source.folder)
    write_task(
        {
            "kind": source.kind,
            "backend": [backend.backend, *backend.paths],
            "folder": str(source.folder),
            "origin": source.origin,
            "python": environment.python,
            "requirements": environment.versions,
            "libraries": rebuilt,
            "without": sorted(library.soname for library in lost),
        }
    )


def install(request: Request, source: Source) -> Environment:
    """Install what the source is built with: Debian's own dependencies, or what its pyproject.toml asks for."""
    if source.debian:
        apt.install_build_dependencies(source.origin["package"], source.origin["version"])
        apt.install(OF_WHEELS, "installing what makes a wheel")
        return Environment("/usr/bin/python3", {}, [])
    return prepare(request, source, BUILD)


def without_archive(seeds: set[str]) -> Mapping[tuple[str, str], list[Library]]:
    """Return the libraries that have no static form, also in the package to compile against, by their sources."""
    found = libraries.closure(seeds)
    libraries.install_for([library.soname for library in found if library.archive is None], archives=True)
    return libraries.without_archive(libraries.closure(seeds))


def fetch_libraries(seeds: set[str]) -> tuple[list[Mapping[str, Any]], list[Library]]:
    """Get the sources of the libraries that exist only as shared objects, and take those away that have none."""
    rebuilt: list[Mapping[str, Any]] = []
    lost: list[Library] = []
    for (name, version), members in sorted(without_archive(seeds).items()):
        task = fetch_library(name, version)
        if task is None:
            lost += members
        else:
            rebuilt.append(task)
    for library in lost:
        libraries.hide(library)
    return rebuilt, lost


def fetch_library(name: str, version: str) -> Mapping[str, Any] | None:
    """Get the source of a library that exists only as a shared object. Without one the build is to do without the
    library, and that is told."""
    files = apt.source_files(name, version)
    folder = BUILD / "libraries" / name
    folder.mkdir(parents=True)
    try:
        dsc = next(path for path in [download.fetch(file, folder) for file in files] if path.name.endswith(".dsc"))
    except (NotThere, StopIteration) as reason:
        say(f"the source of the library {name} {version} is not in the archive: {reason}")
        return None
    apt.install_build_dependencies(name, version)
    apt.unpack(dsc, folder / "source")
    say(f"the library {name} {version} has no static form: its source is here")
    return {"name": name, "version": version, "folder": str(folder / "source")}


def write_task(task: Mapping[str, Any]) -> None:
    (BUILD / "task.json").write_text(json.dumps(task, indent=1, sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except (RequestError, StepError) as problem:
        stop(problem if isinstance(problem, StepError) else StepError(str(problem)), PASSING)

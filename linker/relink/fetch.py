"""Step D: bring the source of one distribution, and what it is built with, into this root: fetch.py KEY VERSION.

All that the build needs is here before it starts, since it has no network. That nobody has the source is told by the
build; that it could not be downloaded ends this step, because it may be had later.
"""

import json
import shutil
from pathlib import Path
from typing import Any, Mapping

import apt
import libraries
import project
import rebuilding
import sources
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
        write_task(request, {"kind": "none", "reason": str(reason)})
        return
    say(f"{request.title}: from {' '.join(source.origin.values())}")
    environment = install(request, source)
    packages = [*libraries.install_for(request.needs), *environment.developed]
    linked = {name for each in packages for name in libraries.links_of(each)}
    seeds = {*request.needs, *libraries.meant(request.needs), *linked}
    rebuilt, lost = rebuilding.fetch(seeds, source.folder, BUILD)
    backend = project.read(source.folder)
    write_task(
        request,
        {
            "kind": source.kind,
            "backend": [backend.backend, *backend.paths],
            "folder": str(source.folder),
            "origin": source.origin,
            "python": environment.python,
            "requirements": environment.versions,
            "switches": environment.switches,
            "libraries": rebuilt,
            "without": sorted(library.soname for library in lost),
        },
    )


def install(request: Request, source: Source) -> Environment:
    """Install what the source is built with: Debian's own dependencies, or what its pyproject.toml asks for."""
    if source.debian:
        apt.install_build_dependencies(f"{source.origin['package']}={source.origin['version']}")
        apt.install(OF_WHEELS, "installing what makes a wheel")
        return Environment("/usr/bin/python3", {}, [])
    return prepare(request, source, BUILD)


def write_task(request: Request, task: Mapping[str, Any]) -> None:
    text = json.dumps({**task, "soabi": request.soabi}, indent=1, sort_keys=True)
    (BUILD / "task.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except (RequestError, StepError) as problem:
        stop(problem if isinstance(problem, StepError) else StepError(str(problem)), PASSING)

"""The libraries that are built again, since the system has them only as shared objects."""

from pathlib import Path
from typing import Any, Mapping, NamedTuple, Sequence

import apt
import download
import libraries
from download import NotThere
from libraries import Library
from steps import say


class Lacking(NamedTuple):
    """Libraries that exist only as shared objects: the sources that are here by package and version, and those of
    which nobody has the source."""

    sources: Mapping[tuple[str, str], Path]
    lost: Sequence[Library]


def fetch(seeds: set[str], build: Path) -> tuple[list[Mapping[str, Any]], list[Library]]:
    """Get the sources of the libraries that exist only as shared objects. Of those that have none what is compiled
    against is taken away: the build is to do without them, and that is told."""
    libraries.install_for([each.soname for each in libraries.closure(seeds) if each.archive is None], archives=True)
    found = find_lacking(seeds, build)
    for library in found.lost:
        libraries.hide(library)
    tasks = [prepare(name, version, dsc) for (name, version), dsc in sorted(found.sources.items())]
    return tasks, [*found.lost]


def find_lacking(seeds: set[str], build: Path) -> Lacking:
    """What only a library without a source needs is not wanted any more."""
    sources: dict[tuple[str, str], Path | None] = {}
    lost: dict[str, Library] = {}
    while True:
        wanted = libraries.without_archive(libraries.closure(seeds, lost))
        new = sorted(set(wanted) - set(sources))
        if not new:
            here = {key: dsc for key, dsc in sources.items() if dsc is not None and key in wanted}
            return Lacking(here, [*lost.values()])
        for key in new:
            sources[key] = download_source(*key, build)
            if sources[key] is None:
                lost.update((library.soname, library) for library in wanted[key])


def download_source(name: str, version: str, build: Path) -> Path | None:
    folder = build / "libraries" / name
    folder.mkdir(parents=True)
    try:
        files = [download.fetch(file, folder) for file in apt.source_files(name, version)]
        return next(path for path in files if path.name.endswith(".dsc"))
    except (NotThere, StopIteration) as reason:
        say(f"the source of the library {name} {version} is not in the archive: {reason}")
        return None


def prepare(name: str, version: str, dsc: Path) -> Mapping[str, Any]:
    apt.install_build_dependencies(name, version)
    folder = dsc.parent / "source"
    apt.unpack(dsc, folder)
    say(f"the library {name} {version} has no static form: its source is here")
    return {"name": name, "version": version, "folder": str(folder)}

"""The libraries that are built again, since the system has them only as shared objects."""

import shutil
from pathlib import Path
from typing import Any, Mapping, NamedTuple, Sequence

import apt
import download
import libraries
import plugins
import sources
from download import NotThere
from libraries import Library
from steps import StepError, say

# Source packages of Debian's form that the user brings for libraries.
GIVEN = sources.GIVEN / sources.OF_LIBRARIES
Key = tuple[str, str]


class Lacking(NamedTuple):
    """Libraries that exist only as shared objects, by the source package and version of those whose source is here;
    ``lost`` are those of which nobody has the source."""

    sources: Mapping[Key, Sequence[Library]]
    lost: Sequence[Library]


class Found(NamedTuple):
    """A source package that is here; ``version`` is not always the one that was asked for. ``archived``: apt knows
    it."""

    version: str
    dsc: Path
    archived: bool


class Archive:
    """The sources that were asked for, each once; None for one that nobody has."""

    def __init__(self, build: Path) -> None:
        self.build = build
        self.known: dict[Key, Found | None] = {}

    def get(self, key: Key) -> Found | None:
        if key not in self.known:
            self.known[key] = given_source(key[0], self.build) or download_source(*key, self.build)
        return self.known[key]


def fetch(seeds: set[str], source: Path, build: Path) -> tuple[list[Mapping[str, Any]], list[Library]]:
    """Get the sources of the libraries that exist only as shared objects, and of plug-ins that ``source`` names.

    Of libraries that have no source what is compiled against is taken away: the build is to do without them, and that
    is told.
    """
    libraries.install_for([each.soname for each in libraries.closure(seeds) if each.archive is None], archives=True)
    archive = Archive(build)
    found = find_lacking(seeds, archive)
    named = plugins.wanted(libraries.closure(seeds, [each.soname for each in found.lost]), source)
    for library in found.lost:
        libraries.hide(library)
    tasks: list[Mapping[str, Any]] = []
    for key in sorted({*found.sources, *named}):
        here = archive.get(key)
        if here is not None:
            members = [library.soname for library in found.sources.get(key, ())]
            tasks.append({**prepare(*key, here), "replaces": members, "plugins": named.get(key, [])})
    return tasks, [*found.lost]


def find_lacking(seeds: set[str], archive: Archive) -> Lacking:
    """What only a library without a source needs is not wanted any more."""
    lost: dict[str, Library] = {}
    while True:
        wanted = libraries.without_archive(libraries.closure(seeds, lost))
        missing = [key for key in sorted(wanted) if archive.get(key) is None]
        if not missing:
            return Lacking(wanted, [*lost.values()])
        for key in missing:
            lost.update((library.soname, library) for library in wanted[key])


def given_source(name: str, build: Path) -> Found | None:
    """The user's own, of whatever version; of several the last by its file's name."""
    found = sorted(GIVEN.glob(f"{name}_*.dsc"))
    if not found:
        return None
    dsc = found[-1]
    folder = build / "libraries" / name / "given"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for file in (dsc, *(GIVEN / row for row in apt.files_of_dsc(dsc))):
            shutil.copyfile(file, folder / file.name)
    except OSError as error:
        raise StepError(f"{dsc.name} of the named context sources is not whole: {error}") from error
    return Found(apt.version_of_dsc(dsc), folder / dsc.name, archived=False)


def download_source(name: str, version: str, build: Path) -> Found | None:
    """Get the version, else the newest other one of the suite that is whole in the archive."""
    others = [other for other in apt.source_versions(name) if other != version]
    for number, candidate in enumerate([version, *others]):
        folder = build / "libraries" / name / str(number)
        folder.mkdir(parents=True)
        try:
            files = [download.fetch(file, folder) for file in apt.source_files(name, candidate)]
            return Found(candidate, next(path for path in files if path.name.endswith(".dsc")), archived=True)
        except (NotThere, StopIteration) as reason:
            say(f"the source of the library {name} {candidate} is not in the archive: {reason}")
    return None


def prepare(name: str, version: str, found: Found) -> Mapping[str, Any]:
    apt.install_build_dependencies(f"{name}={found.version}" if found.archived else str(found.dsc))
    folder = found.dsc.parent / "source"
    apt.unpack(found.dsc, folder)
    say(f"the library {name} {found.version} is to be built again: its source is here")
    return {"name": name, "wanted": version, "version": found.version, "folder": str(folder)}

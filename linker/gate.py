"""Whether every C module that the image needs has its record, and all that the record needs can be linked."""

import re
from pathlib import Path, PurePosixPath
from typing import Iterable, Iterator, Mapping, NamedTuple, Optional, Sequence

from manifest import Manifest, Record
from relinked import Library, Module, Part, Plugin, Relinked

LINK_ERROR = re.compile(r"(?:undefined reference to|multiple definition of) [^;\n]+|relocation .+")
MOST_REASON = 200


class Refused(NamedTuple):
    """A distribution that cannot be linked, and why."""

    distribution: str
    version: str
    reason: str


class Linked(NamedTuple):
    """A record that goes into python.km, with the symbol that its init function has there."""

    record: Record
    symbol: str
    part: Part


class Additions(NamedTuple):
    """What the link takes beside the standard library's modules. ``archives`` are those that the toolchain lacks;
    ``own`` the names of those that it has."""

    linked: Sequence[Linked]
    libraries: Sequence[Library]
    plugins: Sequence[Plugin]
    archives: Sequence[Path]
    own: Sequence[str]

    @property
    def objects(self) -> Sequence[str]:
        """The files of all objects, each once: two modules may be one object."""
        parts = [row.part for row in (*self.linked, *self.plugins)]
        parts += [library.part for library in self.libraries if library.part]
        return list(dict.fromkeys(str(part.object) for part in parts))


class Missing(Exception):
    """A reason to refuse a distribution."""


def choose(
    manifest: Manifest, relinked: Mapping[str, Relinked], toolchain: Sequence[str]
) -> tuple[Additions, Sequence[Refused]]:
    """Find everything; ``toolchain`` are the file names of the toolchain's own archives.

    Nothing is left out in silence: a distribution of which one module cannot be linked is refused with the reason.
    """
    linked: list[Linked] = []
    libraries: dict[str, Library] = {}
    plugins: dict[str, Plugin] = {}
    archives: dict[str, Optional[Path]] = {}
    refused: list[Refused] = []
    for name, records in by_distribution(manifest.records).items():
        version = records[0].version
        try:
            check(relinked.get(name), version, manifest)
            found = [find_record(relinked[name], record) for record in records]
            loaded = relinked[name].plugins
            parts = [row.part for row in (*found, *loaded)]
            wanted = {library.name: library for library in closure(parts, name, relinked)}
            chosen = dict(find_archives(parts, wanted.values(), name, relinked, toolchain))
        except Missing as reason:
            refused.append(Refused(name, version, str(reason)))
            continue
        linked += found
        for plugin in loaded:
            plugins.setdefault(plugin.name, plugin)
        for soname, library in wanted.items():
            libraries.setdefault(soname, library)
        for archive, path in chosen.items():
            archives.setdefault(archive, path)
    return (
        Additions(
            linked=sorted(linked, key=lambda row: row.record.id),
            libraries=[libraries[name] for name in sorted(libraries)],
            plugins=[plugins[name] for name in sorted(plugins)],
            archives=[path for _, path in sorted(archives.items()) if path is not None],
            own=[name for name, path in sorted(archives.items()) if path is None],
        ),
        refused,
    )


def blame(additions: Additions, folder: Optional[Path], said: str) -> Sequence[Refused]:
    """Return the distributions whose files the linker names when symbols do not fit; none where it fails otherwise.

    An archive may need more than the shared object does that it is the static form of.
    """
    error = LINK_ERROR.search(said)
    if error is None or folder is None:
        return []
    versions = {row.record.distribution: row.record.version for row in additions.linked}
    named = [name for name in sorted(versions) if f"{folder / name}/" in said]
    return [Refused(name, versions[name], f"the linker fails: {error[0][:MOST_REASON]}") for name in named]


def by_distribution(records: Sequence[Record]) -> Mapping[str, Sequence[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.distribution, []).append(record)
    return dict(sorted(found.items()))


def check(relinked: Optional[Relinked], version: str, manifest: Manifest) -> None:
    """Whether the records are of what the image has: they may come from another build."""
    if relinked is None:
        raise Missing("nothing was built of it")
    if relinked.failed:
        raise Missing(relinked.failed)
    if relinked.version != version:
        raise Missing(f"the records are of version {relinked.version}")
    soabi = manifest.python.soabi
    if relinked.soabi != soabi:
        raise Missing(f"the records are for the Python of {relinked.soabi}, and the image's is of {soabi}")
    hashes = manifest.hashes.get(relinked.distribution, ())
    if hashes and relinked.sha256 and f"sha256:{relinked.sha256}" not in hashes:
        raise Missing(f"the SHA-256 of its source, {relinked.sha256}, is not one that the image's lock file has")


def find_record(relinked: Relinked, record: Record) -> Linked:
    module = find_module(relinked.modules, record)
    if module is None:
        raise Missing(f"its build made no {record.file} that defines {record.init}")
    if module.part is None:
        raise Missing(f"{record.file} could not be recorded: {module.reason}")
    return Linked(record, module.inits[record.init], module.part)


def find_module(modules: Sequence[Module], record: Record) -> Optional[Module]:
    """By path and init function; the suffix is the build's own, and a build may copy what it made to another place."""
    wanted = stem(record.file)
    having = [module for module in modules if module.part is None or record.init in module.inits]
    found = [module for module in having if any(ends_with(stem(path), wanted) for path in module.paths)]
    if not found:
        found = [module for module in having if module.part is not None and record.init in module.inits]
        found = found if len(found) == 1 else []
    return next(iter(found), None)


def stem(path: str) -> tuple[str, ...]:
    """The path's parts without the suffix that names the interpreter."""
    parts = PurePosixPath(path).parts
    return (*parts[:-1], re.sub(r"\..*$", "", parts[-1]))


def ends_with(parts: tuple[str, ...], end: tuple[str, ...]) -> bool:
    return parts[-len(end) :] == end


def closure(parts: Sequence[Part], name: str, relinked: Mapping[str, Relinked]) -> Iterator[Library]:
    """Every library that the modules need, and what those need."""
    todo = [need for part in parts for need in part.needs]
    seen: set[str] = set()
    while todo:
        need = todo.pop()
        if need in seen:
            continue
        seen.add(need)
        library = relinked[name].libraries.get(need)
        if library is None or (library.part is None and library.archive is None):
            raise Missing(f"it needs the library {need}, which has no static form")
        todo += library.needs
        yield library


def find_archives(
    parts: Sequence[Part],
    libraries: Iterable[Library],
    name: str,
    relinked: Mapping[str, Relinked],
    toolchain: Sequence[str],
) -> Iterator[tuple[str, Optional[Path]]]:
    """The file of every archive, or None for one of the toolchain's own: two of one library would clash."""
    names: set[str] = {archive for part in parts for archive in part.archives}
    for library in libraries:
        names.update(library.part.archives if library.part else ())
        names.update([library.archive] if library.archive else ())
    for archive in sorted(names):
        path = relinked[name].archives.get(archive)
        if archive in toolchain:
            yield archive, None
        elif path is not None and path.is_file():
            yield archive, path
        else:
            raise Missing(f"its records lack the archive {archive}")

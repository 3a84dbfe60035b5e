"""Of which installed distributions the kept compiled files are: those with a name and version by which a source can
be asked for."""

import re
from typing import Dict, List, NamedTuple, Set

import dpkg
import modules
from gather import Source
from modules import Compiled
from reach import distributions
from reach.distributions import Distribution, Distributions

# As PEP 508 has it; what setuptools calls a project without a name is none.
NAME = re.compile(r"(?!UNKNOWN\Z)[A-Za-z0-9](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9])?\Z")
VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.!+_-]{0,127}\Z")
# In which installers say what they have put there.
LISTS = ("/RECORD", "/installed-files.txt")
# The contract's limit.
MOST = 512


class Identified(NamedTuple):
    """``owners`` are by the paths of kept files; the ``copies`` of a distribution, by its key, are of one version, in
    several import folders."""

    owners: Dict[str, Distribution]
    copies: Dict[str, List[Distribution]]


def find(source: Source, compiled: List[Compiled], installed: Distributions) -> Identified:
    """By lists alone. Of two versions the one that import finds first counts: there is one of it in a python.km."""
    found_strays = strays(source, compiled, installed)
    every = [one for one in installed.every + found_strays if is_known(source, one)]
    of_strays = {path: one for one in found_strays for path in one.files}
    known = {one.info for one in every}
    owners: Dict[str, Distribution] = {}
    having: Dict[str, Set[str]] = {modules.THIRD_PARTY: set(), modules.LIBRARY: set()}
    for file in compiled:
        owner = installed.listed(file.path) or of_strays.get(file.path) if file.kind in having else None
        if owner is not None and owner.info in known:
            owners[file.path] = owner
            having[file.kind].add(owner.info)
    found = versions(every, having[modules.THIRD_PARTY])
    rest = versions(every, having[modules.LIBRARY])
    chosen = {key: found[key] for key in sorted(found)[:MOST]}
    chosen.update((key, rest[key]) for key in sorted(rest) if key not in found)
    return Identified(
        {path: owner for path, owner in owners.items() if chosen.get(owner.key) == owner.version},
        {key: [one for one in every if (one.key, one.version) == (key, chosen[key])] for key in sorted(chosen)},
    )


def strays(source: Source, compiled: List[Compiled], installed: Distributions) -> List[Distribution]:
    """Packages of Debian or Ubuntu that bring modules and no metadata: what they are called is their sources' name."""
    paths = {
        file.path
        for file in compiled
        if file.kind == modules.THIRD_PARTY and file.path.startswith("/usr/lib/") and not installed.listed(file.path)
    }
    brought = dict(dpkg.bringing(source.image, paths)) if paths else {}
    known = dpkg.packages(source.image, set(brought))
    return [without_metadata(known[path], path, brought[path]) for path in sorted(known)]


def without_metadata(package: dpkg.Package, path: str, files: List[str]) -> Distribution:
    name = package.source
    version = re.sub(r"-[^-]*\Z", "", package.source_version.rpartition(":")[2])
    return Distribution(distributions.key(name), name, version, path, tuple(sorted(files)), (), (), ())


def is_known(source: Source, distribution: Distribution) -> bool:
    """Whether it can be asked for. A project that is built in place, in a folder of the application's, is in no index
    by its name, or another one is."""
    if NAME.match(distribution.name) is None or VERSION.match(distribution.version) is None:
        return False
    if source.layout.layer_of(distribution.info, "") != "app":
        return True
    return any(source.image.is_file(distribution.info + name) for name in LISTS)


def versions(every: List[Distribution], infos: Set[str]) -> Dict[str, str]:
    found: Dict[str, str] = {}
    for one in every:
        if one.info in infos:
            found.setdefault(one.key, one.version)
    return found

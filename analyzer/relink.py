"""Modules of others that are linked too, with the libraries that their distributions brought along for them."""

import re
from typing import Any, Dict, List, NamedTuple, Optional, Set, Tuple

import dpkg
import identified
import modules
import origin
import privates
from findings import Findings
from gather import Source
from identified import Identified
from image import Image, contains
from modules import Compiled, Scope
from reach.distributions import Distribution, Distributions

# The last part is a function's name in C.
MODULE = re.compile(r"(?:[A-Za-z0-9_.+-]+\.)?[A-Za-z0-9_]+\Z")
# What python.km reads of a placeholder (linker/c/dl.c), and the contract's limit.
LONGEST_ID = 255
MOST_NEEDS = 256


class Relinked(NamedTuple):
    """``rows`` are plan.json's, ``records`` link.json's; ``ids`` has the record's id for the path of each module.
    ``inside`` are libraries that get linked into modules. ``at_run_time`` are those that no module needs, with the
    names of their distributions."""

    rows: List[Dict[str, Any]]
    records: List[Dict[str, str]]
    ids: Dict[str, str]
    inside: Set[str]
    at_run_time: Dict[str, str]

    def paths(self) -> Set[str]:
        """What stands in no way of a static python.km."""
        return self.inside.union(self.ids)


NOTHING = Relinked([], [], {}, set(), {})


def find(source: Source, compiled: List[Compiled], installed: Distributions, scope: Scope) -> Relinked:
    known = identified.find(source, compiled, installed)
    needs = {key: needs_of(source.image, scope, known.copies[key]) for key in known.copies}
    records: Dict[str, Dict[str, str]] = {}
    ids: Dict[str, str] = {}
    names: Dict[str, Set[str]] = {}
    # Where two files have one id, the record is of the one that import prefers.
    third_party = [file for file in compiled if file.kind == modules.THIRD_PARTY and file.path in known.owners]
    for file in sorted(third_party, key=lambda file: preference(scope, known, file.path)):
        made = record(scope, file, known.owners[file.path])
        if made is not None:
            ids[file.path] = made["id"]
            records.setdefault(made["id"], made)
            names.setdefault(made["distribution"], set()).add(file.name)
    libraries = [file.path for file in compiled if file.kind == modules.LIBRARY and file.path in known.owners]
    inside = {path for path in libraries if path in needs[known.owners[path].key].own}
    return Relinked(
        rows=rows(source.image, known, needs, names),
        records=[records[each] for each in sorted(records)],
        ids=ids,
        inside=inside,
        at_run_time={path: known.owners[path].name for path in libraries if path not in inside},
    )


def needs_of(image: Image, scope: Scope, copies: List[Distribution]) -> privates.Needs:
    each = [privates.find(image, scope, copy.files) for copy in copies]
    return privates.Needs(
        {name for needs in each for name in needs.system}, {path for needs in each for path in needs.own}
    )


def preference(scope: Scope, known: Identified, path: str) -> Tuple[int, int, str]:
    """Import's order: by folders of sys.path, then by suffixes."""
    owner = known.owners[path]
    folder = [copy.info for copy in known.copies[owner.key]].index(owner.info)
    ranks = (index for index, suffix in enumerate(scope.suffixes) if path.endswith(suffix))
    return folder, next(ranks, len(scope.suffixes)), path


def record(scope: Scope, file: Compiled, owner: Distribution) -> Optional[Dict[str, str]]:
    """None for a module that import does not find by its place, or whose name no placeholder can hold."""
    identity = "%s==%s:%s" % (owner.key, owner.version, file.name)
    folder = next((folder for folder in scope.roots.folders if contains(folder, file.path)), None)
    if folder is None or MODULE.match(file.name) is None or len(identity) > LONGEST_ID:
        return None
    return {
        "id": identity,
        "distribution": owner.key,
        "version": owner.version,
        "file": file.path[len(folder) :].lstrip("/"),
        "init": modules.init_function(file.name),
    }


def rows(
    image: Image, known: Identified, needs: Dict[str, privates.Needs], names: Dict[str, Set[str]]
) -> List[Dict[str, Any]]:
    is_debian = origin.os_release(image).get("ID", "") in origin.DISTRIBUTIONS
    infos = {copy.info for key in names for copy in known.copies[key]}
    packages = dpkg.packages(image, infos) if is_debian else {}
    found: List[Dict[str, Any]] = []
    for key in sorted(names):
        copies = known.copies[key]
        package = next((packages[copy.info] for copy in copies if copy.info in packages), None)
        found.append(
            {
                "key": key,
                "name": copies[0].name,
                "version": copies[0].version,
                "package": None if package is None else dict(package._asdict()),
                "indexed": not any(is_direct(image, copy) for copy in copies),
                "needs": sorted(needs[key].system)[:MOST_NEEDS],
                "modules": sorted(names[key]),
            }
        )
    return found


def is_direct(image: Image, distribution: Distribution) -> bool:
    """Whether it was installed from a folder, a repository or an address of its own (PEP 610), or has no metadata: what
    the index has by its name is somebody else's."""
    return image.is_file(distribution.info + "/direct_url.json") or distribution.info.endswith(".list")


def report(relinked: Relinked, findings: Findings) -> None:
    for path in sorted(relinked.at_run_time):
        findings.add(
            "runtime-library",
            "no module of %s is linked with its library %s: what loads it at run time (ctypes, cffi) finds nothing in "
            "a static python.km" % (relinked.at_run_time[path], path),
            "DROP it if the program does not need it, or use LINK dynamic",
        )


def versions(relinked: Relinked) -> Dict[str, str]:
    """Of the distributions that the records are of, by their keys."""
    return {record["distribution"]: record["version"] for record in relinked.records}

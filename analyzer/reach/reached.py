"""What the program reaches, each with the first reason that was found: the chain of them ends at the entrypoint."""

from typing import Dict, List, NamedTuple, Optional

from reach.module import Module


class Reason(NamedTuple):
    """Why something stays: ``path`` and ``line`` of the file that says so, "" and 0 where none does."""

    why: str
    path: str
    line: int


class Undecided(NamedTuple):
    """A place that only a run can decide, and what stays for it."""

    path: str
    line: int
    kind: str
    kept: str


class File(NamedTuple):
    """A file whose content is read. ``module`` is the name that import knows it by, and ``package`` what its
    relative imports start from; both are "" where there is none. ``kind``: source, bytecode, extension or data.
    ``place``: app, packages or stdlib. ``unit``: what it is a part of. ``inside``: the module, where it lies in
    an archive."""

    path: str
    module: str
    package: str
    kind: str
    place: str
    unit: str
    inside: Optional[Module]


class Reached:
    """Sets that only grow. ``modules`` by their names, ``files`` are modules' files; ``trees`` are files and
    folders that stay as they are, with all below them, and ``data`` files beside kept modules."""

    def __init__(self) -> None:
        self.modules: Dict[str, Reason] = {}
        self.files: Dict[str, Reason] = {}
        self.trees: Dict[str, Reason] = {}
        self.data: Dict[str, Reason] = {}
        self.distributions: Dict[str, Reason] = {}
        self.undecided: List[Undecided] = []

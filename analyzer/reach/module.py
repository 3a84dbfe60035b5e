"""The record of a module."""

from typing import NamedTuple, Tuple


class Module(NamedTuple):
    """A module as import finds it. ``path``: its file, or the archive that holds it, or "" for a namespace
    package and for what is compiled into the interpreter. ``kind``: source, bytecode, extension, namespace,
    builtin or zip. ``folders``: its __path__. ``place``: stdlib, packages or app."""

    name: str
    path: str
    kind: str
    folders: Tuple[str, ...]
    place: str

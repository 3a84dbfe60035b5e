"""What an import statement would find in the image, without importing."""

from typing import List, NamedTuple, Optional, Tuple

from reach.distributions import Distribution


class Module(NamedTuple):
    """A module as import finds it. ``path``: its file, or the archive that holds it, or "" for a namespace
    package and for what is compiled into the interpreter. ``kind``: source, bytecode, extension, namespace,
    builtin or zip. ``folders``: its __path__. ``place``: stdlib, packages or app."""

    name: str
    path: str
    kind: str
    folders: Tuple[str, ...]
    place: str


class World:
    """The search path of the program, with everything that changes it before the program's own code runs."""

    def find(self, name: str) -> Optional[Module]:
        """As import finds it on sys.path."""
        raise NotImplementedError

    def every(self, name: str) -> List[Module]:
        """All files that import could take for it; the one that wins comes first."""
        raise NotImplementedError

    def longest(self, dotted: str) -> Optional[Module]:
        """The longest prefix that is a module, where at most two words follow it."""
        raise NotImplementedError

    def children(self, name: str) -> List[str]:
        """The full names of the direct submodules."""
        raise NotImplementedError

    def below(self, name: str) -> List[str]:
        """The full names of all submodules, however deep."""
        raise NotImplementedError

    def read(self, module: Module) -> Optional[bytes]:
        """The content of a module's file, out of an archive too."""
        raise NotImplementedError

    def module_of(self, path: str) -> Optional[str]:
        raise NotImplementedError

    def distribution_of(self, path: str) -> Optional[Distribution]:
        raise NotImplementedError

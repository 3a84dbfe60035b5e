"""A call that is looked at, and what all calls of a file come to."""

from typing import Any, Callable, Dict, List, NamedTuple, Set, Tuple

from reach.folding import Folding
from reach.records import Computed, Import, Use
from reach.scopes import Scope
from reach.values import Values


class Found(NamedTuple):
    """What the calls of a file reach.

    ``handled`` are the references to importing functions that are understood, ``unselected`` the calls for all entry
    points, with their lines.
    """

    imports: List[Import]
    computed: List[Computed]
    uses: List[Use]
    code: List[Tuple[str, int]]
    handled: Set[int]
    unselected: Dict[int, int]


class Given(NamedTuple):
    """A call that is looked at: its arguments' values."""

    folding: Folding
    found: Found
    node: Any
    scope: Scope
    optional: bool
    what: str
    positional: List[Values]
    keywords: Dict[str, Values]

    def at(self, position: int, *keywords: str) -> Values:
        if position < len(self.positional):
            return self.positional[position]
        return next((self.keywords[name] for name in keywords if name in self.keywords), ())

    def use(self, what: str, value: str) -> None:
        if value:
            self.found.uses.append(Use(what, value, self.node.lineno))


Meaning = Callable[[Given], None]

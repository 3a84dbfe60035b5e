"""The module traceback, by which servers and logs tell of what they have caught: its reports tell us, too."""

import sys

from . import FIRST, after, telling

TYPE_CHECKING = False
if TYPE_CHECKING:
    # Not at run time: the program has not loaded it.
    from typing import Any


class Loader:
    """Stands for another until the module is executed."""

    def __init__(self, loader: "Any") -> None:
        self.loader = loader

    def __getattr__(self, name: str) -> "Any":
        return getattr(self.loader, name)

    def exec_module(self, module: "Any") -> None:
        module.__spec__.loader = module.__loader__ = self.loader
        leave()
        self.loader.exec_module(module)
        listen(module)


def leave() -> None:
    if FIRST in sys.meta_path:
        sys.meta_path.remove(FIRST)


def find_traceback(path: "Any", target: "Any") -> "Any":
    """What the other finders find, to be loaded by us."""
    for finder in sys.meta_path:
        spec: "Any" = None if finder is FIRST else finder.find_spec("traceback", path, target)
        if spec is not None:
            spec.loader = Loader(spec.loader)
            return spec
    return None


def come_late() -> None:
    """Where site had loaded these before us."""
    if "traceback" in sys.modules:
        leave()
        listen(sys.modules["traceback"])
    for name, hooks in (("_thread", ("_excepthook",)), ("threading", ("excepthook", "__excepthook__"))):
        names = vars(sys.modules[name]) if name in sys.modules else {}
        found = [hook for hook in hooks if hook in names]
        if found:
            names.update(dict.fromkeys(found, after(names[found[0]])))


def listen(module: "Any") -> None:
    """All that reports an exception makes one of these, for its causes too."""
    init = module.TracebackException.__init__

    def __init__(self: "Any", exc_type: "Any", exc_value: "Any", *words: "Any", **named: "Any") -> None:
        init(self, exc_type, exc_value, *words, **named)
        telling.error(exc_value)

    __init__.__doc__, __init__.__qualname__, __init__.__module__ = init.__doc__, init.__qualname__, init.__module__
    module.TracebackException.__init__ = __init__

"""Says on stderr, where the program misses what its source image had, which line of the Kontainfile brings it.

Faktory puts this into a Kontain image that lacks something of its source. Each start of the interpreter loads
this file, so it does nothing but wait: the rest is loaded when something is missed that the source had. A program
must see nothing of it but a line on stderr. KONTAIN_HINTS=0 turns it off."""

import os
import posix
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    # Not at run time: the program has not loaded it.
    from typing import Any, Callable, Iterable, Optional

# Asked for by site, and there hardly anywhere; to read the list for them would be the larger part of our time.
AT_EACH_START = ("sitecustomize", "usercustomize")


class List:
    """What the image lacks: listed.py says how it is written. It is read when something is missed first."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.known: "Optional[bytes]" = None

    def text(self) -> bytes:
        """By the system's own calls: a program may have put something of its own in the place of open()."""
        if self.known is None:
            # Once: a program that cannot read it now will not later.
            self.known = b""
            descriptor = posix.open(self.file, posix.O_RDONLY | posix.O_CLOEXEC)
            try:
                self.known = posix.read(descriptor, posix.fstat(descriptor).st_size)
            finally:
                posix.close(descriptor)
        return self.known


LIST = List(__file__.rpartition("/")[0] + "/absent")


class LastFinder:
    """Finds nothing: import asks it when no other finder has found the module."""

    def find_spec(self, name: str, path: "Optional[Iterable[str]]" = None, target: "Any" = None) -> None:
        try:
            # Most of what is missed nobody ever had.
            if name not in AT_EACH_START and os.fsencode("/" + name.rpartition(".")[2]) in LIST.text():
                from . import telling

                telling.HINTS.module(name, sys.path if path is None else path)
        except Exception:
            # A hint is not worth an error.
            pass


class Told:
    """The exceptions that somebody is told of. While an excepthook does so, hints wait for its end."""

    waiting = False

    def tell(self, error: "Optional[BaseException]") -> None:
        try:
            if error is not None and not self.waiting:
                from . import telling

                telling.HINTS.error(error)
        except Exception:
            # As above.
            pass

    def after(self, before: "Callable[..., Any]") -> "Callable[..., Any]":
        """An excepthook that has the one before it do its work first: sys gives it three words, a thread one record."""

        def excepthook(*words: "Any") -> None:
            self.waiting = True
            try:
                before(*words)
            finally:
                self.waiting = False
                self.tell(words[1] if len(words) == 3 else getattr(words[0], "exc_value", None))

        return excepthook


class Reports:
    """Finds the module traceback, by which servers and logs tell of what they have caught, once; and has its reports
    of exceptions tell us of them."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.loader: "Any" = None

    def find_spec(self, name: str, path: "Any" = None, target: "Any" = None) -> "Any":
        return self.find_traceback(path, target) if name == "traceback" else None

    def find_traceback(self, path: "Any", target: "Any") -> "Any":
        spec: "Any" = None
        try:
            for finder in sys.meta_path:
                spec = finder.find_spec("traceback", path, target) if finder is not self else None
                if spec is not None:
                    self.loader, spec.loader = spec.loader, self
                    break
        except Exception:
            # Without us then.
            spec = None
        return spec

    def __getattr__(self, name: str) -> "Any":
        return getattr(self.loader, name)

    def exec_module(self, module: "Any") -> None:
        """As the loader itself, which gets its place back."""
        module.__spec__.loader = module.__loader__ = self.loader
        if self in sys.meta_path:
            sys.meta_path.remove(self)
        self.loader.exec_module(module)
        self.listen(module)

    def listen(self, module: "Any") -> None:
        report = getattr(module, "TracebackException", None)
        if report is not None:
            report.__init__ = self.telling(report.__init__)

    def telling(self, init: "Callable[..., None]") -> "Callable[..., None]":
        def __init__(self: "Any", exc_type: "Any", exc_value: "Any", *words: "Any", **named: "Any") -> None:
            init(self, exc_type, exc_value, *words, **named)
            tell(exc_value)

        tell = self.told.tell
        __init__.__doc__, __init__.__qualname__ = init.__doc__, init.__qualname__
        return __init__


def replace(names: "Any", told: Told, *hooks: str) -> None:
    """Of several names all have the same hook: programs look whether they do before they put in one of their own."""
    found = [hook for hook in hooks if hook in names]
    if found:
        names.update(dict.fromkeys(found, told.after(names[found[0]])))


def install() -> None:
    told = Told()
    sys.meta_path.append(LastFinder())
    replace(vars(sys), told, "excepthook", "__excepthook__")
    # threading (3.8) takes its hook from here.
    replace(vars(sys.modules["_thread"]), told, "_excepthook")
    # Site has loaded these where it has more to load than us.
    if "threading" in sys.modules:
        replace(vars(sys.modules["threading"]), told, "excepthook", "__excepthook__")
    if "traceback" in sys.modules:
        Reports(told).listen(sys.modules["traceback"])
    else:
        sys.meta_path.insert(0, Reports(told))


if os.environ.get("KONTAIN_HINTS") != "0":
    install()

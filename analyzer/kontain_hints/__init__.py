"""Says on stderr, where the program misses what its source image had, which line of the Kontainfile brings it.

Faktory puts this into a Kontain image that lacks something of its source. Each start of the interpreter loads
this file, so it does nothing but wait: what finds out and tells is loaded when something is missed. A program
must see nothing of it but a line on stderr. KONTAIN_HINTS=0 turns it off."""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    # Not at run time: the program has not loaded it.
    from typing import Any, Callable, Iterable, Optional


class LastFinder:
    """Finds nothing: import asks it when no other finder has found the module."""

    def find_spec(self, name: str, path: "Optional[Iterable[str]]" = None, target: "Any" = None) -> None:
        try:
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


def install() -> None:
    told = Told()
    sys.meta_path.append(LastFinder())
    # Both names: programs look whether one is the other before they put in a hook of their own.
    sys.excepthook = sys.__excepthook__ = told.after(sys.excepthook)
    # threading (3.8) takes its hook from _thread; where site has more to load, it may be there already.
    for name, hook in (("_thread", "_excepthook"), ("threading", "excepthook"), ("threading", "__excepthook__")):
        names = vars(sys.modules[name]) if name in sys.modules else {}
        if hook in names:
            names[hook] = told.after(names[hook])


if os.environ.get("KONTAIN_HINTS") != "0":
    install()

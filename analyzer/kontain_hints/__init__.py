"""Says on stderr, where the program misses what its source image had, which line of the Kontainfile brings it.

Faktory puts this into a Kontain image that lacks something of its source. Each start of the interpreter loads
this file, so it is short, and does nothing but wait: the rest is loaded when something is missed. A program must
see nothing of it but a line on stderr. KONTAIN_HINTS=0 turns it off."""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    # Not at run time: the program has not loaded it.
    from typing import Any, Callable


class Finder:
    """For sys.meta_path: the last one finds nothing, and is asked when no other has found the module. The first one
    waits for the module traceback."""

    def find_spec(self, name: str, path: "Any" = None, target: "Any" = None) -> "Any":
        try:
            # Site asks for sitecustomize and usercustomize at each start, and hardly an image has them.
            if self is LAST and name[-9:] != "customize":
                from . import telling

                telling.module(name, path)
            elif name == "traceback":
                from . import reports

                return reports.find_traceback(path, target)
        except Exception:
            # A hint is not worth an error.
            pass
        return None


def after(before: "Callable[..., Any]") -> "Callable[..., Any]":
    """An excepthook that has the one before it do its work first."""

    def excepthook(*words: "Any") -> None:
        from . import telling

        telling.follow(before, words)

    return excepthook


FIRST, LAST = Finder(), Finder()
if os.environ.get("KONTAIN_HINTS") != "0":
    sys.meta_path[:] = [FIRST, *sys.meta_path, LAST]
    # Both names: programs look whether one is the other before they put in a hook of their own.
    sys.excepthook = sys.__excepthook__ = after(sys.excepthook)
    if "threading" in sys.modules or "traceback" in sys.modules:
        # Site has loaded more than us.
        from . import reports

        reports.come_late()
    else:
        names = vars(sys.modules["_thread"])
        if "_excepthook" in names:
            # threading (3.8) takes its hook from here.
            names["_excepthook"] = after(names["_excepthook"])

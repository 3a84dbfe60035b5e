"""What is missed, held against the list; and the words of a hint."""

import os
import sys

from . import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    # Not at run time: the program has not loaded it.
    from typing import Any, Callable, Dict, Iterable, List, Optional, Set, Tuple

# What a word of a Kontainfile holds without quotes.
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+,:@%=*"
NOWHERE = b"-"


class Hints:
    """What is said, and what was found out on the way."""

    def __init__(self, absent: listed.Absent) -> None:
        self.absent = absent
        self.said: "Set[bytes]" = set()
        self.real: "Dict[str, bytes]" = {}
        self.suffixes: "List[bytes]" = []

    def module(self, name: str, path: "Iterable[str]", is_told: bool = False) -> None:
        """Look where import has looked, in its order. Most of what is missed nobody ever had; and of what DROP took
        the program may well do without, as who wrote that line knows: only an error that is told of counts."""
        last = os.fsencode(name.rpartition(".")[2])
        if b"/" + last not in self.absent.text:
            return
        if not self.suffixes:
            import _imp

            self.suffixes = [b""] + [os.fsencode(s) for s in _imp.extension_suffixes()] + [b".py", b".pyc"]
        for entry in path:
            folder = self.folder(entry)
            if folder not in self.absent.folders:
                continue
            for suffix in self.suffixes:
                where = folder + b"/" + last + suffix
                reason = self.absent.reason(where)
                if reason is not None:
                    if reason.startswith(listed.DROPPED) and not is_told:
                        return
                    by_name = reason == listed.BY_NAME and is_word(name)
                    self.say("the module %s (%s)" % (name, text(where)), where, name if by_name else "")
                    return

    def folder(self, entry: "Any") -> bytes:
        """An entry of a search path as the list spells it; other things than paths may stand there."""
        if not isinstance(entry, str):
            return NOWHERE
        if not entry.startswith("/"):
            # The working folder may change.
            return canonical(os.fsencode(entry))
        if entry not in self.real:
            self.real[entry] = canonical(os.fsencode(entry))
        return self.real[entry]

    def error(self, error: BaseException) -> None:
        """For an exception that somebody is told of: what it, its causes and its members miss."""
        todo: "List[Optional[BaseException]]" = [error]
        seen: "Set[int]" = set()
        while todo:
            one = todo.pop()
            if one is None or id(one) in seen:
                continue
            seen.add(id(one))
            todo += [one.__cause__, one.__context__] + members(one)
            self.one(one)

    def one(self, error: "BaseException") -> None:
        if isinstance(error, FileNotFoundError):
            for name in (error.filename, error.filename2):
                if isinstance(name, (str, bytes)):
                    self.file(os.fsencode(name))
        elif isinstance(error, (ImportError, OSError)):
            name, _, rest = str(error).partition(":")
            if rest.startswith(" cannot open shared object file"):
                self.tell(self.absent.ending(os.fsencode(name.rpartition("/")[2])))
            elif isinstance(error, ImportError):
                self.imported(error)
                for entry in sys.path:
                    # The module may have been in a folder that is not here as a whole.
                    self.tell(self.absent.above(self.folder(entry)), self.folder(entry))

    def imported(self, error: ImportError) -> None:
        parts = [part for part in (error.name, getattr(error, "name_from", None)) if part]
        name = ".".join(parts)
        parent = sys.modules.get(name.rpartition(".")[0])
        if name:
            self.module(name, sys.path if parent is None else getattr(parent, "__path__", ()), True)

    def file(self, name: bytes) -> None:
        path = canonical(name)
        if b"/" in name or self.absent.reason(path) is not None:
            self.tell(self.absent.above(path), path)
            return
        # A program that was to be started, perhaps.
        for folder in os.get_exec_path():
            path = canonical(os.fsencode(folder) + b"/" + name)
            if self.absent.reason(path) is not None:
                self.tell(path)
                return

    def tell(self, found: "Optional[bytes]", path: "Optional[bytes]" = None) -> None:
        if found is not None:
            inside = path is not None and path != found
            self.say("%s is in %s, which" % (text(path or b""), text(found)) if inside else text(found), found, "")

    def say(self, what: str, where: bytes, module: str) -> None:
        """One line, once for each path; none where that is there by now: a volume, or made by the program."""
        if where in self.said or os.path.lexists(where):
            return
        end = " (KONTAIN_HINTS=0 turns these hints off)\n" if not self.said else "\n"
        self.said.add(where)
        reason = self.absent.reason(where) or b""
        if reason.startswith(listed.DROPPED):
            why = " by %s: take that out of the Kontainfile to have it back" % text(reason)
        else:
            why = ": add KEEP %s to the Kontainfile to have it back" % word(module or text(where))
        stderr: "Any" = sys.stderr
        if stderr is not None:
            stderr.write("kontain: %s stood in the source image, and was left out%s%s" % (what, why, end))
            stderr.flush()


def canonical(path: bytes) -> bytes:
    """Absolute, and without links as far as it is here."""
    return os.path.realpath(os.path.join(os.getcwdb(), path)).rstrip(b"/")


def text(path: bytes) -> str:
    return path.decode("utf-8", "backslashreplace")


def word(pattern: str) -> str:
    """One word, as a Kontainfile takes it."""
    return "'%s'" % pattern if pattern.strip(PLAIN) else pattern


def is_word(module: str) -> bool:
    """Whether a Kontainfile takes it for a module."""
    return not module.strip(PLAIN) and all(part.isidentifier() for part in module.split("."))


def members(error: "BaseException") -> "List[Optional[BaseException]]":
    """Of a group of exceptions (3.11)."""
    import builtins

    group = getattr(builtins, "BaseExceptionGroup", None)
    return list(getattr(error, "exceptions", ())) if group is not None and isinstance(error, group) else []


HINTS: "List[Hints]" = []
# Hints wait while an excepthook tells of the exception in its own way.
WAITING: "List[Any]" = []


def hints() -> Hints:
    """Made once: a list that cannot be read now is empty from then on."""
    if not HINTS:
        HINTS.append(Hints(listed.Absent(b"")))
        HINTS[0] = Hints(listed.Absent(listed.read(os.path.dirname(os.path.abspath(__file__)) + "/absent")))
    return HINTS[0]


def module(name: str, path: "Any") -> None:
    hints().module(name, sys.path if path is None else path)


def error(told: "Any") -> None:
    """A hint is not worth an error."""
    try:
        if told is not None and not WAITING:
            hints().error(told)
    except Exception:
        pass


def follow(before: "Callable[..., Any]", words: "Tuple[Any, ...]") -> None:
    WAITING.append(words)
    try:
        before(*words)
    finally:
        WAITING.pop()
        error(words[1] if len(words) == 3 else getattr(words[0], "exc_value", None))

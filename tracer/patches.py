"""What hook.py does on Python 3.6 and 3.7, which have no audit events: stands in for the functions of C that raise
them later. It is run in one scope with hook.py, before ``os`` takes its functions from ``posix``."""
# pyright: reportTypeCommentUsage=false, reportPrivateUsage=false

import _frozen_importlib_external as importer  # type: ignore[import-not-found]
import _imp
import _io
import posix
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict  # noqa: F401

    from hook import Notes, actions_of, perform


class Seen:
    """A function in place of another, which it calls once it was seen. No function of Python: those become methods
    where a class holds them, as pathlib's accessor holds os.open."""

    def __init__(self, real, see):
        # type: (Any, Callable[..., None]) -> None
        self.real = real
        self.see = see
        self.__doc__ = real.__doc__
        self.__module__ = real.__module__

    def __call__(self, *args, **named):
        # type: (Any, Any) -> Any
        self.see(args, named)
        return self.real(*args, **named)

    def __getattr__(self, name):
        # type: (str) -> Any
        return getattr(self.real, name)

    def __repr__(self):
        # type: () -> str
        return repr(self.real)

    def __reduce__(self):
        # type: () -> str
        return self.real.__name__


def see_with(notes, action, *names):
    # type: (Notes, Callable[..., None], str) -> Callable[..., None]
    """Sees a call; ``names`` are its parameters, which may be given by name."""

    def see(args, named):
        # type: (Any, Dict[str, Any]) -> None
        values = list(args[: len(names)])
        for name in names[len(values) :]:
            if name not in named:
                break
            values.append(named[name])
        perform(notes, action, values)

    return see


def stand_in(module, name, see):
    # type: (Any, str, Callable[..., None]) -> None
    real = getattr(module, name, None)
    if real is None:
        return
    seen = Seen(real, see)
    # A .pth file comes after these took it.
    for other in (module, sys.modules.get("os"), sys.modules.get("io"), sys.modules.get("builtins")):
        if getattr(other, name, None) is real:
            setattr(other, name, seen)


def install(folder, began):
    # type: (bytes, float) -> None
    notes = Notes(folder, began)
    actions = actions_of(notes, 5)
    notes.note("python", sys.version.partition(" ")[0])
    stand_in(posix, "open", see_with(notes, actions["open"], "path"))
    stand_in(posix, "listdir", see_with(notes, actions["os.listdir"], "path"))
    stand_in(posix, "scandir", see_with(notes, actions["os.scandir"], "path"))
    stand_in(posix, "execv", see_with(notes, actions["os.exec"], "path", "argv"))
    stand_in(posix, "execve", see_with(notes, actions["os.exec"], "path", "argv", "env"))
    stand_in(posix, "system", see_with(notes, actions["os.system"], "command"))
    stand_in(_io, "open", see_with(notes, actions["open"], "file"))
    watch_imports(notes, actions)


def watch_imports(notes, actions):
    # type: (Notes, Dict[str, Callable[..., None]]) -> None
    real_data = importer.FileLoader.get_data
    real_dynamic, real_builtin = _imp.create_dynamic, _imp.create_builtin

    def get_data(self, path):
        # type: (Any, str) -> bytes
        perform(notes, actions["open"], [path])
        return real_data(self, path)

    def create_dynamic(spec, *more):
        # type: (Any, Any) -> Any
        perform(notes, actions["import"], [spec.name, spec.origin])
        return watched(notes, actions, spec.name, real_dynamic(spec, *more))

    def create_builtin(spec):
        # type: (Any) -> Any
        return watched(notes, actions, spec.name, real_builtin(spec))

    importer.FileLoader.get_data = get_data
    _imp.create_dynamic, _imp.create_builtin = create_dynamic, create_builtin


def watched(notes, actions, name, module):
    # type: (Notes, Dict[str, Callable[..., None]], str, Any) -> Any
    """Functions of C modules that are looked up by their names as they are called, or once they are loaded."""
    if name == "_ctypes":
        stand_in(module, "dlopen", see_with(notes, actions["ctypes.dlopen"], "name"))
    elif name == "_sqlite3":
        stand_in(module, "connect", see_with(notes, actions["sqlite3.connect"], "database"))
    elif name == "_posixsubprocess":
        stand_in(module, "fork_exec", see_with(notes, forked(notes), *"wepsc"))
    return module


def forked(notes):
    # type: (Notes) -> Callable[..., None]
    """Sees subprocess start a program, by all the paths at which it may be."""

    def see(words, paths, *more):
        # type: (Any, Any, Any) -> None
        cwd = more[2] if len(more) > 2 else None
        for path in paths:
            try:
                posix.stat(path)
            except OSError:
                continue
            notes.program(path, words, cwd, None)
            return

    return see

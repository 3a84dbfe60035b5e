"""Runs in every python of the traced image as it starts (hooking.py puts it there), and notes what that one imports,
opens, lists, loads and starts. The program must not see it: no module of its own, no output, no exception, no
descriptor that stays open. A note is on disk before what it is about happens, so a process that is killed loses none.

It runs while ``encodings`` is being imported: there is no codec yet but those in C, no ``os``, and no ``typing``."""
# pyright: reportTypeCommentUsage=false

import posix
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Optional, Set, Tuple, Union  # noqa: F401

    Actions = Dict[str, Callable[..., None]]

NAME = "<faktory>"
MOST = 100000
# Filled by the kernel, or ours: never an image's.
ELSEWHERE = ("/proc/", "/sys/", "/dev/", "/.faktory/")
PASSING = ("/tmp/", "/run/")
REGULAR, FOLDER, KIND = 0o100000, 0o040000, 0o170000
# Lists folders to find modules; what it then loads is seen as it is loaded.
IMPORTER = "<frozen importlib._bootstrap_external>"
open_file = posix.open


class Notes:
    """What this process was seen to do. Each note is appended to a file of the process's own, which is open only for
    that: a program may close all descriptors, or count them."""

    def __init__(self, folder, began):
        # type: (bytes, float) -> None
        self.folder = folder
        self.began = began
        self.noted = set()  # type: Set[Tuple[Any, ...]]
        self.names = set()  # type: Set[str]
        self.count = 0
        self.has_loaded = False

    def note(self, *fields):
        # type: (Any) -> None
        if fields in self.noted or len(self.noted) > MOST:
            return
        self.noted.add(fields)
        data = (ascii(fields) + "\n").encode("ascii")
        path = self.folder + b"/%d" % posix.getpid()
        flags = posix.O_WRONLY | posix.O_APPEND | posix.O_CLOEXEC
        try:
            descriptor = open_file(path, flags)
        except FileNotFoundError:
            descriptor = open_file(path, flags | posix.O_CREAT, 0o666)
            # Whatever the umask: the program may go on as another user.
            posix.fchmod(descriptor, 0o666)
        try:
            posix.write(descriptor, data)
        finally:
            posix.close(descriptor)

    def path(self, kind, path):
        # type: (str, Any) -> None
        """Note a file or folder that is there. Of what has changed since the trace began, only the image itself can
        tell whether it has it; but names that are made up anew each time would make each account another one."""
        text = absolute(path)
        if text is None or text.startswith(ELSEWHERE) or (kind, text) in self.noted:
            return
        try:
            status = posix.stat(text)
        except (OSError, ValueError):
            return
        mode = status.st_mode & KIND
        if status.st_ctime >= self.began and (text.startswith(PASSING) or text.endswith(".pyc")):
            return
        if mode == FOLDER and kind == "open":
            self.note("list", text)
        elif mode == (FOLDER if kind == "list" else REGULAR):
            self.note(kind, text)

    def modules(self):
        # type: () -> None
        """Note the modules that have come since the last time, as the import system knows them."""
        modules = sys.modules
        if len(modules) == self.count:
            return
        self.count = len(modules)
        for name in list(modules):
            if type(name) is str and name not in self.names:
                path = origin(modules.get(name))
                # What is to be the main module is there before its file is known.
                if path or name != "__main__":
                    self.names.add(name)
                self.note("module", name, path)

    def libraries(self):
        # type: () -> None
        """Note what is mapped, where something was loaded since."""
        if not self.has_loaded:
            return
        self.has_loaded = False
        descriptor = open_file(b"/proc/self/maps", posix.O_RDONLY | posix.O_CLOEXEC)
        blocks = [b"\n"]
        try:
            while blocks[-1]:
                blocks.append(posix.read(descriptor, 1 << 16))
        finally:
            posix.close(descriptor)
        for line in b"".join(blocks).split(b"\n"):
            fields = line.split(None, 5)
            if len(fields) == 6 and fields[5].startswith(b"/") and b".so" in fields[5]:
                self.note("library", fields[5].decode("utf-8", "surrogateescape"))

    def program(self, name, words, cwd, env):
        # type: (Any, Any, Any, Any) -> None
        name = text_of(name)
        folder = absolute("." if cwd is None else cwd)
        if name is None or folder is None:
            return
        words = (words,) if isinstance(words, (str, bytes)) else words
        texts = [text_of(word) or "" for word in list(words)[:64]]
        self.note("program", name, tuple(text[:4096] for text in texts), folder, search_path(env))


def text_of(path):
    # type: (Any) -> Optional[str]
    """A path as text; None for a descriptor."""
    if isinstance(path, int):
        return None
    text = plain(path)
    return text.decode("utf-8", "surrogateescape") if isinstance(text, bytes) else str(text)


def plain(path):
    # type: (Any) -> Union[str, bytes]
    return path if isinstance(path, (str, bytes)) else posix.fspath(path)  # pyright: ignore[reportUnknownVariableType]


def absolute(path):
    # type: (Any) -> Optional[str]
    text = text_of(path)
    if not text or text.startswith("/"):
        return text or None
    try:
        return posix.getcwd() + "/" + text
    except OSError:
        return None


def origin(module):
    # type: (Any) -> str
    """Where a module came from. Without asking the module itself: a lazy one would load for that."""
    try:
        names = object.__getattribute__(module, "__dict__")  # type: Any
    except AttributeError:
        return ""
    spec = names.get("__spec__")
    found = spec.origin if type(spec).__name__ == "ModuleSpec" else None  # type: object
    other = names.get("__file__")  # type: object
    for path in (found, other):
        if isinstance(path, str) and path not in ("built-in", "frozen", "namespace"):
            return absolute(path) or ""
    return ""


def search_path(env):
    # type: (Any) -> str
    """The PATH that a program is looked for in: the environment's that it gets."""
    if env is None:
        os = sys.modules.get("os")
        env = posix.environ if os is None else os.environ
    names = env._data if type(env).__name__ == "_Environ" else env  # type: Any
    if not issubclass(type(names), dict):
        return ""
    # Both kinds of keys are never asked for: python -b warns of that.
    is_text = any(type(key) is str for key in names)
    found = names.get("PATH" if is_text else b"PATH")
    return text_of(found) or "" if found else ""


def caller_is_importer(depth):
    # type: (int) -> bool
    return sys._getframe(depth).f_code.co_filename == IMPORTER  # pyright: ignore[reportPrivateUsage]


def actions_of(notes, depth):
    # type: (Notes, int) -> Actions
    """What to do at which audit event (docs.python.org/3/library/audit_events.html). ``depth``: how many frames lead
    from here to the one that the event is of."""

    def imported(name, filename, *_):
        # type: (Any, Any, Any) -> None
        if filename:
            notes.path("open", filename)
            notes.has_loaded = True

    def opened(path, *_):
        # type: (Any, Any) -> None
        notes.path("open", path)

    def listed(path=None, *_):
        # type: (Any, Any) -> None
        if not caller_is_importer(depth):
            notes.path("list", "." if path is None else path)

    def loaded(name=None, *_):
        # type: (Any, Any) -> None
        text = text_of(name) if name else None
        if text:
            notes.note("load", (absolute(text) or text) if "/" in text else text)
            notes.has_loaded = True

    def started(name, words, cwd, env):
        # type: (Any, Any, Any, Any) -> None
        notes.program(name, words, cwd, env)

    def executed(path, words, env=None, *_):
        # type: (Any, Any, Any, Any) -> None
        notes.program(path, words, None, env)

    def by_shell(command, *_):
        # type: (Any, Any) -> None
        notes.program("/bin/sh", ("/bin/sh", "-c", command), None, None)

    def ran(*_):
        # type: (Any) -> None
        pass

    return {
        "import": imported,
        "open": opened,
        "sqlite3.connect": opened,
        "os.listdir": listed,
        "os.scandir": listed,
        "ctypes.dlopen": loaded,
        "subprocess.Popen": started,
        "os.exec": executed,
        "os.posix_spawn": executed,
        "os.system": by_shell,
        # A module's code begins: by now the modules before it are known.
        "exec": ran,
    }


def is_ours(error):
    # type: (BaseException) -> bool
    """Whether an error came of our own code: a handler of the program's, called while ours ran, may raise too."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return last is None or last.tb_frame.f_code.co_filename == NAME


def perform(notes, action, args):
    # type: (Notes, Callable[..., None], Any) -> None
    """Do what is to be done at an event, and let the program know nothing of it."""
    try:
        notes.libraries()
        notes.modules()
        action(*args)
    except Exception as error:
        if not is_ours(error):
            raise


def lazy_seer(notes):
    # type: (Notes) -> Any
    """What has the imports noted that Python 3.15 puts off (PEP 810); None for an older one. They stay put off: one
    that is never used may name a module that is not there."""
    get_filter = getattr(sys, "get_lazy_imports_filter", None)  # type: Any
    set_filter = getattr(sys, "set_lazy_imports_filter", None)  # type: Any
    if set_filter is None:
        return None
    # Once the program has set one: what it would be asked.
    theirs = {}  # type: Dict[str, Any]

    def note_all(*names):
        # type: (Any) -> None
        for name in names:
            notes.note("module", name, "")

    def ours(importing, imported, names=()):
        # type: (Any, Any, Any) -> Any
        perform(notes, note_all, (imported,) + tuple("%s.%s" % (imported, each) for each in names or ()))
        asked = theirs.get("filter")  # type: Any
        return asked is None or asked(importing, imported, names)

    def see():
        # type: () -> None
        found = get_filter()
        if found is not ours:
            theirs["filter"] = found
            set_filter(ours)

    return see


def install(folder, began):
    # type: (bytes, float) -> None
    """Begin."""
    notes = Notes(folder, began)
    actions = actions_of(notes, 4)
    see_lazy = lazy_seer(notes)

    def hook(event, args):
        # type: (str, Any) -> None
        action = actions.get(event)
        if action is None:
            return
        if event == "open" and isinstance(args[0], bytes) and args[0].startswith((folder, b"/proc/")):
            return
        if event == "exec" and see_lazy is not None:
            see_lazy()
        perform(notes, action, args)

    notes.note("python", sys.version.partition(" ")[0])
    sys.addaudithook(hook)

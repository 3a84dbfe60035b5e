"""The reviewed tables of the standard library: what its modules import that no import statement of theirs says."""

import re
from typing import Dict, FrozenSet, Tuple

# Loaded before or around any program: the interpreter's start, site, runpy for -m, tracebacks and warnings,
# threads at the end, and the codecs that streams and file names may have.
START = (
    "_bootlocale abc codecs collections.abc contextlib copyreg encodings enum functools genericpath importlib "
    "importlib._bootstrap importlib._bootstrap_external importlib.machinery importlib.util io keyword "
    "linecache locale operator os posixpath re reprlib site sitecustomize stat sys threading token "
    "tokenize traceback types usercustomize warnings weakref zipimport _collections_abc _sitebuiltins _weakrefset "
    "_colorize"
).split()
# What C code imports by name, what is computed from the system's own facts, and which distribution the standard
# library falls back to. Without a row the strings of a C module count.
IMPLIED: Dict[str, Tuple[str, ...]] = {
    "_asyncio": ("asyncio", "asyncio.base_futures", "asyncio.base_tasks", "asyncio.coroutines", "asyncio.events",
                 "asyncio.exceptions", "inspect", "traceback", "weakref"),
    "_codecs": ("encodings",),
    "_csv": ("io",),
    "_ctypes": ("ctypes", "ctypes._endian"),
    "_curses": ("curses",),
    "_datetime": ("_strptime", "time"),
    "_decimal": ("numbers", "collections"),
    "_elementtree": ("copy", "xml.etree.ElementPath", "xml.etree.ElementTree"),
    "_functools": ("reprlib",),
    "_io": ("io", "locale", "_bootlocale", "os", "codecs"),
    "_json": ("json", "json.decoder", "json.scanner"),
    "_lsprof": ("inspect",),
    "_operator": ("functools",),
    "_pickle": ("copyreg", "_compat_pickle", "codecs", "functools"),
    "_sqlite3": ("sqlite3", "sqlite3.dump", "sqlite3.dbapi2", "functools", "collections.abc"),
    "_ssl": ("socket", "ssl"),
    "_socket": ("socket",),
    "_thread": ("threading", "traceback"),
    "_tkinter": ("tkinter",),
    "_tracemalloc": ("tracemalloc",),
    "_warnings": ("warnings", "tracemalloc", "linecache"),
    "_xxsubinterpreters": ("pickle",),
    "_interpreters": ("pickle", "concurrent.interpreters", "interpreters"),
    "_zoneinfo": ("zoneinfo", "zoneinfo._common", "zoneinfo._tzpath"),
    "array": ("array", "copyreg", "collections.abc"),
    "atexit": ("traceback",),
    "builtins": ("unicodedata", "site", "_sitebuiltins", "stringprep", "codecs"),
    "collections": ("_collections", "heapq"),
    # A program may take away the C module: its twin is then asked for.
    "datetime": ("_pydatetime", "_strptime"),
    "decimal": ("_pydecimal",),
    "gc": ("_weakref",),
    "itertools": ("copyreg", "functools"),
    "posix": ("os",),
    "readline": ("rlcompleter",),
    "sys": ("warnings", "traceback", "threading"),
    "time": ("_strptime",),
    # Pure modules whose imports are computed.
    "importlib.resources": ("importlib.readers", "importlib.resources.readers", "importlib.resources.simple"),
    "concurrent.futures": ("concurrent.futures.process", "concurrent.futures.thread"),
    "dbm": ("dbm.dumb", "dbm.gnu", "dbm.ndbm", "dbm.sqlite3"),
    "email": ("email.base64mime", "email.charset", "email.encoders", "email.errors", "email.feedparser",
              "email.generator", "email.header", "email.iterators", "email.message", "email.mime", "email.parser",
              "email.quoprimime", "email.utils"),
    "hashlib": ("_hashlib", "_blake2", "_md5", "_sha1", "_sha2", "_sha256", "_sha512", "_sha3", "_hmac"),
    "multiprocessing": ("multiprocessing.popen_fork", "multiprocessing.popen_spawn_posix", "multiprocessing.spawn",
                        "multiprocessing.popen_forkserver", "multiprocessing.forkserver",
                        "multiprocessing.resource_tracker", "multiprocessing.resource_sharer",
                        "multiprocessing.synchronize", "multiprocessing.shared_memory", "multiprocessing.managers",
                        "multiprocessing.pool", "multiprocessing.dummy"),
    "xml.sax": ("xml.sax.expatreader",),
    "xml.dom": ("xml.dom.minidom",),
    "zoneinfo": ("zoneinfo._zoneinfo", "tzdata", "importlib.resources"),
    "curses": ("_curses", "curses.has_key"),
    "crypt": ("_crypt",),
    "ctypes.util": ("ctypes._aix",),
    "uuid": ("_uuid",),
    "sysconfig": ("_sysconfigdata*", "_osx_support"),
    "xmlrpc.client": ("xml.parsers.expat",),
    "lib2to3": ("lib2to3.fixes",),
    "pydoc": ("pydoc_data.topics",),
    "code": ("rlcompleter", "readline"),
    "cmd": ("readline",),
    "pdb": ("rlcompleter", "readline"),
    "tkinter": ("_tkinter",),
    "distutils.dist": ("distutils.command",),
}
# These and all that is below them stay, once one of them is reached.
SUBTREES = ("encodings", "concurrent.futures", "distutils.command", "lib2to3.fixes")
# What site loads for a prompt.
PROMPT = ("_pyrepl", "_pyrepl.main", "_pyrepl.readline", "_pyrepl.simple_interact", "_pyrepl.unix_console", "readline",
          "rlcompleter")
# python -m, and what runs a folder or an archive.
RUNNERS = ("runpy", "pkgutil")

# They import what their callers name: the texts of a file that imports one of them may name modules.
IMPORTERS = frozenset(
    (
        "importlib importlib.util imp runpy pickle cPickle _pickle shelve logging.config pkgutil unittest "
        "unittest.loader unittest.mock multiprocessing multiprocessing.managers multiprocessing.spawn doctest pydoc "
        "subprocess concurrent.futures copyreg xml.sax zipimport timeit trace cProfile profile modulefinder code "
        "codeop importlib.resources importlib.metadata inspect"
    ).split()
)

# Words that are module names of the standard library and, more often, something else: one of them in a text of
# a package says nothing.
FALSE_FRIENDS: FrozenSet[str] = frozenset(
    (
        "__future__ __hello__ __phello__ antigravity audioop cProfile chunk code colorsys curses distutils ensurepip "
        "formatter idlelib imp lib2to3 msilib nis ossaudiodev parser pip pydoc_data setuptools sndhdr spwd sunau "
        "symbol test tests this tkinter token trace turtle turtledemo venv wheel winreg"
    ).split()
)

# Imports of modules of the standard library that its own tests alone do; that only callers of what they lead to
# need, who import that themselves; or help() at a prompt, which is seen where it is called.
UNUSED: Dict[str, Tuple[str, ...]] = {
    "_sitebuiltins": ("pydoc",),
    "difflib": ("doctest",),
    "ftplib": ("netrc",),
    "heapq": ("doctest",),
    "importlib._bootstrap_external": ("importlib.metadata", "importlib.readers", "importlib.resources"),
    "pickle": ("doctest", "pprint"),
    "pickletools": ("doctest",),
    "site": ("_pyrepl", "readline", "rlcompleter"),
    "statistics": ("doctest",),
    "wsgiref.simple_server": ("webbrowser",),
}
# Pure modules that stand in for a C module where that is missing.
TWINS = {("datetime", "_pydatetime"): "_datetime", ("decimal", "_pydecimal"): "_decimal"}
# Python's own tests, that some of its modules clean up after.
OWN_TESTS = "test"
# Calls that import what no statement says: of a builtin, and of loaders.
CALLS = (
    (re.compile(rb"(?<![\w.])(?<!def )help\s*\("), "pydoc"),
    (re.compile(rb"(?<![\w.])(?<!def )breakpoint\s*\("), "pdb"),
    (re.compile(rb"\bget_resource_reader\b"), "importlib.readers"),
    (re.compile(rb"\bfind_distributions\b"), "importlib.metadata"),
)
# They hold facts of how python was built, and no code.
FACTS = "_sysconfigdata"

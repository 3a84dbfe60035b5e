"""Prints, as JSON, what a Python program can see of its interpreter and what the standard library computes."""

import importlib
import importlib.machinery
import json
import locale
import os
import platform
import site
import sys
import sysconfig


def interpreter():
    """What `sys` says."""
    return {
        "version": sys.version,
        "version_info": list(sys.version_info),
        "hexversion": sys.hexversion,
        "path": sys.path,
        "argv": sys.argv,
        "executable": sys.executable,
        "_base_executable": getattr(sys, "_base_executable", None),
        "prefix": sys.prefix,
        "base_prefix": sys.base_prefix,
        "exec_prefix": sys.exec_prefix,
        "base_exec_prefix": sys.base_exec_prefix,
        "platlibdir": getattr(sys, "platlibdir", None),
        "flags": str(sys.flags),
        "implementation": str(sys.implementation),
        "abiflags": sys.abiflags,
        "byteorder": sys.byteorder,
        "maxsize": sys.maxsize,
        "thread_info": str(sys.thread_info),
        "builtin_module_names": list(sys.builtin_module_names),
        "path_hooks": len(sys.path_hooks),
        "loaded": sorted(sys.modules),
        "recursion": sys.getrecursionlimit(),
        "warnoptions": sys.warnoptions,
    }


def installation():
    """What site, sysconfig and platform say."""
    return {
        "sitepackages": site.getsitepackages(),
        "usersite": site.getusersitepackages(),
        "ENABLE_USER_SITE": site.ENABLE_USER_SITE,
        "PREFIXES": site.PREFIXES,
        "paths": sysconfig.get_paths(),
        "scheme_names": list(sysconfig.get_scheme_names()),
        "platform": sysconfig.get_platform(),
        "config": {
            name: sysconfig.get_config_var(name)
            for name in "SOABI EXT_SUFFIX MULTIARCH LIBDIR INCLUDEPY BINDIR Py_ENABLE_SHARED Py_DEBUG CC CONFIG_ARGS".split()
        },
        "makefile": sysconfig.get_makefile_filename(),
        "suffixes": importlib.machinery.EXTENSION_SUFFIXES,
        "build": platform.python_build(),
        "compiler": platform.python_compiler(),
        "machine": [platform.machine(), platform.system(), platform.python_implementation()],
        "libc": attempted(lambda: os.confstr("CS_GNU_LIBC_VERSION")),
        "libc_ver": platform.libc_ver(),
    }


def text():
    """Locale and encodings."""
    return {
        "default": sys.getdefaultencoding(),
        "filesystem": [sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()],
        "streams": [[s.encoding, s.errors] for s in (sys.stdin, sys.stdout, sys.stderr)],
        "preferred": locale.getpreferredencoding(),
        "locale": list(locale.getlocale()),
        "all": attempted(lambda: locale.setlocale(locale.LC_ALL, "")),
        "conventions": str(sorted(locale.localeconv().items())),
        "LANG": os.environ.get("LANG"),
    }


def modules():
    """Import every C module of the standard library, and say what came of it."""
    names = set(sys.builtin_module_names)
    folders = {os.path.join(sysconfig.get_path("platstdlib"), "lib-dynload")}
    folders.update(path for path in sys.path if path.endswith("lib-dynload"))
    for folder in sorted(folders):
        for name in attempted(lambda folder=folder: os.listdir(folder)) if os.path.isdir(folder) else ():
            if name.endswith(".so"):
                names.add(name.split(".")[0])
    return {name: attempted(lambda name=name: described(importlib.import_module(name))) for name in sorted(names)}


def described(module):
    return {"file": getattr(module, "__file__", None) or "built in", "names": dir(module)}


def computed():
    """Results of what is written in C."""
    results = {}
    for name, part in sorted(PARTS.items()):
        results[name] = attempted(part)
    return results


def hashes():
    import hashlib

    names = sorted(name for name in hashlib.algorithms_guaranteed if "shake" not in name)
    return {name: hashlib.new(name, DATA).hexdigest() for name in names}


def available():
    import hashlib

    return sorted(hashlib.algorithms_available)


def database():
    import sqlite3

    with sqlite3.connect(":memory:") as db:
        return db.execute("SELECT json_extract('{\"a\": [1, 2]}', '$.a[1]'), 1.0 / 3, upper('x')").fetchall()


def extension_loading():
    import sqlite3

    return hasattr(sqlite3.connect(":memory:"), "enable_load_extension")


def numbers():
    import decimal
    import fractions
    import math

    with decimal.localcontext() as context:
        context.prec = 60
        return [str(decimal.Decimal(2).sqrt()), str(fractions.Fraction(1, 3)), math.sin(1.5), math.gamma(7.5), repr(2**0.5)]


def expressions():
    import re

    return [re.findall(r"(?P<word>\w+)\s(\d+)", "ab 12 žluť 34"), re.sub(r"(?i)É", "e", "Éé"), re.split(r"\W+", "a-b c")]


def documents():
    import json as module
    import xml.etree.ElementTree as tree

    return [module.loads('{"a": [1, 2.5, "\\u20ac", null]}'), tree.fromstring("<a><b c='1'>x</b></a>")[0].attrib, module.dumps([1e300, "é"])]


def packed():
    import bz2
    import lzma
    import zlib

    return [len(zlib.compress(DATA)) > 0, zlib.crc32(DATA), zlib.adler32(DATA), bz2.decompress(bz2.compress(DATA)) == DATA, lzma.decompress(lzma.compress(DATA)) == DATA]


def foreign():
    import ctypes

    libc = ctypes.CDLL(None)
    compare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int))
    array = (ctypes.c_int * 4)(3, 1, 4, 1)
    libc.qsort(array, 4, 4, compare(lambda a, b: a[0] - b[0]))
    return [list(array), ctypes.sizeof(ctypes.c_long), ctypes.pythonapi.Py_IsInitialized()]


def characters():
    import unicodedata

    return [unicodedata.unidata_version, unicodedata.name("€"), unicodedata.normalize("NFD", "é").encode("unicode_escape").decode()]


def zone():
    import datetime
    import zoneinfo

    return datetime.datetime(2024, 7, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Prague")).isoformat()


def processes():
    import subprocess

    return subprocess.run([sys.executable, "-c", "import sys; print(6 * 7, sys.prefix)"], stdout=subprocess.PIPE).stdout.decode()


def pool():
    import multiprocessing

    return multiprocessing.get_context("fork").Pool(2).map(abs, range(-3, 3))


def threads():
    import concurrent.futures

    with concurrent.futures.ThreadPoolExecutor(4) as executor:
        return list(executor.map(deep, [10, 300, 800]))


def deep(levels):
    return 0 if levels == 0 else 1 + deep(levels - 1)


def loop():
    import asyncio

    async def main():
        return await asyncio.gather(*(asyncio.sleep(0, number) for number in range(4)))

    return asyncio.run(main())


def trust():
    import ssl

    return [list(ssl.get_default_verify_paths()), len(ssl.create_default_context().get_ca_certs())]


def versions():
    """Of the C libraries."""
    found = {}
    for name, get in {
        "OpenSSL": lambda: importlib.import_module("ssl").OPENSSL_VERSION,
        "SQLite": lambda: importlib.import_module("sqlite3").sqlite_version,
        "zlib": lambda: importlib.import_module("zlib").ZLIB_RUNTIME_VERSION,
        "expat": lambda: importlib.import_module("pyexpat").EXPAT_VERSION,
        "ncurses": lambda: str(importlib.import_module("curses").ncurses_version),
    }.items():
        found[name] = attempted(get)
    return found


def traceback():
    """Files and lines of a traceback through the standard library."""
    import traceback as module

    try:
        json.loads("{")
    except ValueError:
        return module.format_exc()


def attempted(part):
    try:
        return part()
    except BaseException as error:
        return "%s: %s" % (type(error).__name__, error)


DATA = bytes(range(256)) * 50
PARTS = {
    part.__name__: part
    for part in (
        *(hashes, available, database, extension_loading, numbers, expressions, documents, packed, foreign),
        *(characters, zone, processes, pool, threads, loop, trust, traceback),
    )
}


def main():
    facts = {"interpreter": interpreter(), "installation": installation(), "text": text()}
    facts.update({"modules": modules(), "computed": computed(), "versions": versions()})
    print(json.dumps(facts))


if __name__ == "__main__":
    main()

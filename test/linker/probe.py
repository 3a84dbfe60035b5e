"""Runs in a new python.km, in a root that holds it, its library and a few files of /etc: what must work there.

usage: probe.py PREFIX MODULE…; prints one line for each failure and exits 1 if there is one.
"""

import ctypes
import grp
import importlib
import os
import pwd
import socket
import ssl
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any, Callable, List

failures: List[str] = []
libc: Any = ctypes.CDLL(None)


def claim(text: str, check: Callable[[], bool]) -> None:
    try:
        held = check()
    except Exception:
        failures.append(f"{text}:\n{traceback.format_exc()}")
    else:
        if not held:
            failures.append(text)


def said(text: str, call: Callable[[], object]) -> bool:
    """Tell whether a call fails with words that contain ``text``."""
    try:
        call()
    except (OSError, ImportError) as error:
        return text in str(error)
    return False


def imported(name: str) -> bool:
    """Tell whether a module came from its placeholder."""
    return "lib-dynload" in str(importlib.import_module(name).__file__)


def square_root() -> bool:
    libm = ctypes.CDLL("libm.so.6")
    libm.sqrt.restype = ctypes.c_double
    libm.sqrt.argtypes = [ctypes.c_double]
    return libm.sqrt(2.25) == 1.5


def sorted_by_callback() -> bool:
    def compare(one: Any, two: Any) -> int:
        return one[0] - two[0]

    numbers = (ctypes.c_int * 5)(5, 1, 4, 2, 3)
    pointer = ctypes.POINTER(ctypes.c_int)
    order = ctypes.CFUNCTYPE(ctypes.c_int, pointer, pointer)
    ctypes.CDLL("libc.so.6").qsort(numbers, 5, 4, order(compare))
    return list(numbers) == [1, 2, 3, 4, 5]


def printed() -> bool:
    child = "import ctypes; c = ctypes.CDLL(None); c.printf(b'%d %s', 7, b'km'); c.fflush(None)"
    return subprocess.run([sys.executable, "-c", child], stdout=subprocess.PIPE, check=True).stdout == b"7 km"


def names_all_there() -> bool:
    names = "environ epoll_create1 getauxval inotify_init1 malloc_trim mount prctl ptrace setns stdout strlen unshare"
    return all(hasattr(libc, name) for name in names.split())


def verified_tls() -> bool:
    context = ssl.create_default_context()
    plain = socket.create_connection(("deb.debian.org", 443), timeout=20)
    with context.wrap_socket(plain, server_hostname="deb.debian.org") as secure:
        return secure.getpeercert() is not None


def kontain_calls() -> bool:
    kontain = importlib.import_module("kontain")
    return said("Function not implemented", lambda: kontain.snapshots.take(label="x", description="y", live=True))


prefix, *modules = sys.argv[1:]
for module in modules:
    claim(f"{module} is imported through its placeholder", lambda module=module: imported(module))
claim("users resolve", lambda: pwd.getpwnam("probe").pw_uid == 1234 and pwd.getpwuid(0).pw_name == "root")
claim("groups resolve", lambda: grp.getgrnam("probe").gr_gid == 4321 and 4321 in os.getgrouplist("probe", 1))
claim("hosts resolve from /etc/hosts", lambda: socket.gethostbyname("probe.test") == "10.9.8.7")
claim("hosts resolve by DNS", lambda: len(socket.getaddrinfo("deb.debian.org", 80)) > 0)
claim("the file system encoding is UTF-8", lambda: sys.getfilesystemencoding() == "utf-8")
claim("temporary files work", lambda: Path(tempfile.mkstemp()[1]).exists())
claim("OpenSSL has the image's folder", lambda: ssl.get_default_verify_paths().openssl_cafile == "/etc/lane/cert.pem")
claim("TLS verifies", verified_tls)
claim("children run", lambda: subprocess.run([sys.executable, "-c", ""]).returncode == 0)
claim("CDLL(None) answers", lambda: libc.getpid() == os.getpid() and libc.strlen(b"four") == 4)
claim("CDLL(None) has libc's public names", names_all_there)
claim("printf prints", printed)
claim("libm answers", square_root)
claim("callbacks work", sorted_by_callback)
claim("pythonapi answers", lambda: ctypes.pythonapi.PyLong_AsLong(ctypes.py_object(7)) == 7)
claim("an ELF file is refused with advice", lambda: said("LINK dynamic", lambda: ctypes.CDLL("/elf.so")))
claim("a missing library is missing", lambda: said("cannot open shared object", lambda: ctypes.CDLL("libnone.so.1")))
claim("a module that is not linked says so", lambda: said("not linked into python3", lambda: imported("unlinked")))
claim("kontain is a builtin", lambda: "kontain" in sys.builtin_module_names and kontain_calls())
claim("the prefix is the image's", lambda: (sys.prefix, sys.exec_prefix) == (prefix, prefix))

for failure in failures:
    print(failure)
print(f"{len(modules)} modules imported" if not failures else f"{len(failures)} claims failed")
sys.exit(1 if failures else 0)

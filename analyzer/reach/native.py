"""C libraries that code loads by a name: where the loader finds them."""

import re
from typing import List

import ldconfig
import libraries
from findings import Findings
from gather import Source
from ledger import Ledger
from reach.closure import Closure

# The C library's own parts: in the process already, or in python.km.
OF_LIBC = re.compile(r"(lib)?(c|m|dl|pthread|rt|util|resolv|crypt)(-[\d.]+)?(\.so(\.\d+)*)?$|ld-linux")


def keep(source: Source, ledger: Ledger, closure: Closure) -> None:
    search = libraries.Search(source.image, source.program.env, Findings())
    for value in sorted(closure.libraries):
        if "*" in value or "/" in value:
            continue
        reason = closure.libraries[value]
        of_libc = OF_LIBC.match(value) is not None
        found = [] if of_libc else find(source, search, value)
        for path in found:
            layer = source.layout.layer_of(source.image.real(path), "runtime")
            ledger.keep(path, layer, reason.why, (reason.path, reason.line))
        # Where it finds none of libc's either, the source does without it as well.
        if ".so" not in value and (found or (of_libc and ldconfig.known(source.image))):
            ledger.keep(ldconfig.PROGRAM, "runtime", "ctypes.util.find_library asks it")


def find(source: Source, search: libraries.Search, name: str) -> List[str]:
    """The paths for a name as dlopen takes it, or as find_library does: without "lib" and ".so"."""
    interpreter = search.facts_of(source.interpreter.path)
    if interpreter is None:
        return []
    search.musl = libraries.is_musl(interpreter)
    found = search.find(name, interpreter, source.interpreter.path.rpartition("/")[0], ())
    if found or ".so" in name:
        return found
    starts = ("lib%s.so" % name,)
    names = {each for each in search.cache if each.startswith(starts)}
    for folder in search.system_folders():
        names.update(each for each in source.image.names(folder) if each.startswith(starts))
    return [path for each in sorted(names) for path in search.find(each, interpreter, "/", ())]

"""How the program's interpreter stands before any of the program runs: version, search path, prefixes, flags."""

import ast
import os
import select
import time
from typing import Any, Dict, List, NamedTuple

import ending
from children import Child
from request import Plan
from starting import CannotStart, Start

SECONDS = 30.0
# The rest of what a child tells is for reading alone.
COMPARED = (
    "version",
    "releaselevel",
    "hexversion",
    "prefix",
    "exec_prefix",
    "base_prefix",
    "base_exec_prefix",
    "executable",
    "flags",
    "cache_tag",
    "abiflags",
    "filesystem_encoding",
    "byteorder",
)


class Standing(NamedTuple):
    facts: Dict[str, Any]
    seconds: float


def ask(start: Start, plan: Plan) -> Standing:
    """Start the interpreter as the program starts it, and ask."""
    began = time.monotonic()
    child = Child(start, plan)
    child.ask("")
    line, answers = "", True
    while answers and not line:
        left = SECONDS - (time.monotonic() - began)
        ready, _, _ = select.select([child.answers], [], [], max(0.0, left))
        if not ready:
            child.end()
            raise CannotStart("%s did not start within %g s" % (plan.executable, SECONDS))
        answers, line = child.read()
    seconds = time.monotonic() - began
    how = child.end()
    ending.sweep()
    if not line:
        raise CannotStart("%s does not start: %s" % (plan.executable, how))
    return Standing(ast.literal_eval(line), seconds)


def differences(source: Dict[str, Any], result: Dict[str, Any], empty: List[str]) -> List[str]:
    """What differs, in words. A folder of the search path in which nothing stays may be gone with it."""
    found = [
        "%s: %s in the source, %s in the result" % (name, source.get(name), result.get(name))
        for name in COMPARED
        if source.get(name) != result.get(name)
    ]
    gone = [path for path in empty if path not in result["path"]]
    wanted = [path for path in source["path"] if path not in gone]
    if wanted != result["path"]:
        found.append("sys.path: %s in the source, %s in the result" % (wanted, result["path"]))
    return found


def emptied(base: str, path: List[str], layers: List[str]) -> List[str]:
    """The entries of the search path of which nothing stays."""
    trees = ["%s/kept/%s" % (base, layer) for layer in layers]
    return [entry for entry in path if not any(holds(tree + os.path.realpath(entry)) for tree in trees)]


def holds(path: str) -> bool:
    return bool(os.listdir(path)) if os.path.isdir(path) else os.path.exists(path)

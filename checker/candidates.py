"""Which modules a check can ask for: the top-level ones that stay, by the layer trees that the image is made of."""

import importlib.machinery
import os
from typing import Iterator, List, Optional, Set, Tuple

from request import Plan

LAYERS = ("app", "packages", "runtime")
# What the result has beside the source's.
ADDED = "kontain_hints"


def kept_modules(base: str, plan: Plan) -> List[Tuple[str, str]]:
    """The application's first, then what is installed, then the standard library's, each once with its layer."""
    found: List[Tuple[str, str]] = []
    seen: Set[str] = set()
    for layer in LAYERS:
        tree = "%s/kept/%s" % (base, layer)
        names: Set[str] = set()
        for folder in plan.path:
            names.update(name for name in top_levels(tree + os.path.realpath(folder)) if name != ADDED)
        if layer == "packages":
            names.update(name for name, of in plan.modules if of != "runtime")
        if layer == "runtime":
            names.update(name for name, of in plan.modules if of == "runtime")
        found.extend((name, layer) for name in sorted(names - seen))
        seen |= names
    return found


def top_levels(folder: str) -> Iterator[str]:
    """The names by which what is in an import folder can be imported."""
    try:
        entries = sorted(os.listdir(folder))
    except OSError:
        return
    for entry in entries:
        name = module_name(entry)
        if name is not None:
            yield name
        elif entry.isidentifier() and entry != "__pycache__" and is_package(folder + "/" + entry):
            yield entry


def module_name(entry: str) -> Optional[str]:
    for suffix in SUFFIXES:
        name = entry[: -len(suffix)]
        if entry.endswith(suffix) and name.isidentifier() and name not in ("__main__", "__init__"):
            return name
    return None


def is_package(path: str) -> bool:
    """Whether a folder holds a module or a regular package: a folder of pictures imports too, and means nothing."""
    try:
        entries = os.listdir(path)
    except OSError:
        return False
    return any(entry.endswith(suffix) for entry in entries for suffix in SUFFIXES) or any(
        os.path.exists("%s/%s/__init__%s" % (path, entry, suffix))
        for entry in entries
        for suffix in importlib.machinery.SOURCE_SUFFIXES
    )


SUFFIXES = sorted(importlib.machinery.all_suffixes(), key=lambda suffix: (-len(suffix), suffix))

"""Scans of made sources, said shortly."""

import textwrap

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
from reach.scan import scan_source


def scanned(source, path="/pkg/mod.py"):
    scan = scan_source(textwrap.dedent(source).encode("utf-8"), path)
    if scan.error:
        raise AssertionError(scan.error)
    return scan


def imports(source, path="/pkg/mod.py"):
    """What it imports but for the standard modules that such sources begin with."""
    plain = {"importlib", "os", "sys", "pkgutil", "functools", "importlib.util", "builtins", "runpy", "operator"}
    return sorted({one.name for one in scanned(source, path).imports} - plain)


def computed(source, path="/pkg/mod.py"):
    return sorted({one.pattern for one in scanned(source, path).computed if one.what != "text"})


def named(source, path="/pkg/mod.py"):
    """All that import calls of a source come to, patterns too."""
    return sorted(set(imports(source, path) + computed(source, path)))


def uses(source, what, path="/pkg/mod.py"):
    return sorted({one.value for one in scanned(source, path).uses if one.what == what})


def texts(source, path="/pkg/mod.py"):
    return sorted(one.value for one in scanned(source, path).texts)

"""One file's bytes to what it may reach. Pure: nothing is read, imported or run."""

import ast
import gc
import warnings

from reach.binary import scan_binary
from reach.bytecode import scan_code
from reach.data import scan_data
from reach.records import LARGEST, Scan, unreadable
from reach.source import scan_tree

__all__ = ("scan_binary", "scan_code", "scan_data", "scan_source")


def scan_source(data: bytes, path: str) -> Scan:
    """A module's source, or a stub's."""
    if len(data) > LARGEST:
        return unreadable("too large to read: %d bytes" % len(data))
    # A tree is many objects and no cycles: looking for those takes twice the time of parsing.
    collects = gc.isenabled()
    gc.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(data, path)
            return scan_tree(tree, path)
    except (SyntaxError, ValueError) as error:
        return unreadable("no source of this Python: %s" % error)
    except (RecursionError, MemoryError):
        return unreadable("nested too deeply")
    finally:
        if collects:
            gc.enable()

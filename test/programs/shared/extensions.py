"""Which C modules a process has loaded from files: the accelerators that are active."""
import sys
from importlib.machinery import ExtensionFileLoader


def extensions():
    loaders = ((name, getattr(getattr(m, "__spec__", None), "loader", None)) for name, m in sorted(sys.modules.items()))
    return [name for name, loader in loaders if isinstance(loader, ExtensionFileLoader)]


def show():
    print("extensions:", *extensions())

import importlib
import importlib.abc
import importlib.machinery
import sys

_MOVED = [("queue", "queue"), ("urllib_parse", "urllib.parse"), ("html_escape", "html")]


class _Importer(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, known):
        self.known = {f"{__name__}.moves.{name}": target for name, target in known}

    def find_spec(self, name, path=None, target=None):
        if name in self.known:
            return importlib.machinery.ModuleSpec(name, self)
        return None

    def create_module(self, spec):
        return importlib.import_module(self.known[spec.name])

    def exec_module(self, module):
        pass


sys.meta_path.append(_Importer(_MOVED))

import importlib
import importlib.util
import sys
from types import ModuleType

_import_structure = {
    "small": ["SmallModel", "SMALL"],
    "large": ["LargeModel"],
}


def lazy(name):
    spec = importlib.util.find_spec(name)
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


class _LazyModule(ModuleType):
    def __init__(self, name, structure):
        super().__init__(name)
        self.__path__ = [__file__.rpartition("/")[0]]
        self.lazy = lazy
        self._homes = {attribute: home for home, names in structure.items() for attribute in names}

    def __getattr__(self, name):
        if name not in self._homes:
            raise AttributeError(name)
        return getattr(importlib.import_module("." + self._homes[name], self.__name__), name)


sys.modules[__name__] = _LazyModule(__name__, _import_structure)

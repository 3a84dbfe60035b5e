import importlib.util, os, sys
class Base:
    def load(self):
        here = os.path.dirname(sys.modules[self.__class__.__module__].__file__)
        spec = importlib.util.spec_from_file_location("x", os.path.join(here, "_impl.py"))
        m = importlib.util.module_from_spec(spec); spec.loader.exec_module(m)
        return m.X

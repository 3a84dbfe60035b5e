import importlib
def import_string(path):
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)

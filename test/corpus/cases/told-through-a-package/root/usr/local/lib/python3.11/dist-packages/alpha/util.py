from importlib import import_module
def load(name):
    mod, _, attr = name.partition(":")
    m = import_module(mod)
    return getattr(m, attr) if attr else m

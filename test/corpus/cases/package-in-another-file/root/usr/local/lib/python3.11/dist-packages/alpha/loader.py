from importlib import import_module
def load(package, name):
    return import_module(package + "." + name)

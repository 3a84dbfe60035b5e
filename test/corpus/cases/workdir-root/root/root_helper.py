import importlib

NAME = "helper of the root"


def late():
    return importlib.import_module("root_late").NAME

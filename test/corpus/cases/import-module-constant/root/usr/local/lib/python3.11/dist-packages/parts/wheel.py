import importlib

NAME = "wheel"


def bell():
    return importlib.import_module(".bell", __package__)

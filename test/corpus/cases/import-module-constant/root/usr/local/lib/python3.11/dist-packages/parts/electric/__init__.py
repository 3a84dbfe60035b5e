from importlib import import_module


def lamp():
    return import_module(".lamp", package=__name__)

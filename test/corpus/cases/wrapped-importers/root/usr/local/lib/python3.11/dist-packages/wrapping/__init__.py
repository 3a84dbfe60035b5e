import functools
import importlib


def try_import(name, default=None):
    try:
        return importlib.import_module(name)
    except ImportError:
        return default


class lazy:
    def __init__(self, name):
        self.__name = name

    def __getattr__(self, attribute):
        return getattr(importlib.import_module(self.__name), attribute)


def requires(name):
    def decorate(function):
        @functools.wraps(function)
        def call():
            return function(importlib.import_module(name))

        return call

    return decorate

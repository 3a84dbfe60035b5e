import importlib
import pkgutil

from . import kinds


def voices():
    found = {}
    for module in pkgutil.iter_modules(kinds.__path__):
        found[module.name] = importlib.import_module(kinds.__name__ + "." + module.name).VOICE
    return found

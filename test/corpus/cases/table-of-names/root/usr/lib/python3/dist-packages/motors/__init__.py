import importlib
import re

ENGINES = {
    "simple": "motors.simple.SimpleEngine",
    "steam": "motors.old.steam:Boiler",
    "jet": "jetparts.turbine:Turbine",
}


def engine(name):
    module, _, attribute = re.sub(r"\.(?=[^.]+$)", ":", ENGINES[name]).rpartition(":") if ":" not in ENGINES[name] else ENGINES[name].partition(":")
    return getattr(importlib.import_module(module), attribute)

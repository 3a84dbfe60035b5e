import importlib

ENGINES = {
    "simple": "motors.simple.SimpleEngine",
    "steam": "motors.old.steam:Boiler",
    "jet": "jetparts.turbine:Turbine",
}


def engine(name):
    target = ENGINES[name]
    module, _, attribute = target.partition(":") if ":" in target else target.rpartition(".")
    return getattr(importlib.import_module(module), attribute)

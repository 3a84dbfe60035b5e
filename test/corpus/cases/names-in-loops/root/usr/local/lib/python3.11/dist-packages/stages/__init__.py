from importlib import import_module

TABLE = {"third": "stages.steps.third"}
_NAMES = "fourth fifth".split()


def texts():
    found = []
    for name in ("first", "second"):
        found.append(import_module("stages.steps." + name).NAME)
    yield "for " + " ".join(found)
    yield "dict " + " ".join(import_module(path).NAME for path in TABLE.values())
    yield "split " + " ".join(__import__("stages.steps." + name, None, None, ["NAME"]).NAME for name in _NAMES)
    yield "map " + " ".join(module.NAME for module in map(import_module, ["stages.steps.sixth"]))
    yield "counted " + " ".join(import_module(f"stages.versions.v{number}").NAME for number in range(1, 3))

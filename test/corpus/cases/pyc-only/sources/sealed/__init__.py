from . import boxes


def box():
    return boxes.NAME


def lid():
    import importlib

    return importlib.import_module("sealed.lids").NAME


def fastener(kind):
    return __import__(f"sealed.fasteners.{kind}", fromlist=["NAME"]).NAME

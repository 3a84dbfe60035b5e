import json
import re
from importlib import import_module, resources


def make(kind):
    listed = json.loads(resources.files(__name__).joinpath("registry.json").read_text())
    if kind in listed:
        module, name = listed[kind].split(":")
    else:
        module = f"{__name__}.kinds." + re.sub(r"(?<!^)(?=[A-Z])", "_", kind).lower()
        name = kind
    return getattr(import_module(module), name)()


def sibling():
    from .kinds.base import Report

    return import_module(Report.__module__.replace("base", "_shared"))

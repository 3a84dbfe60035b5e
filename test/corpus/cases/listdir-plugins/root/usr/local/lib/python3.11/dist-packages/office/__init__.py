import os
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

HERE = os.path.dirname(os.path.abspath(__file__))


def exporters():
    folder = os.path.join(HERE, "exporters")
    names = sorted(name[:-3] for name in os.listdir(folder) if name.endswith(".py") and name[0] != "_")
    return [import_module("office.exporters." + name).NAME for name in names]


def inputs():
    with os.scandir(os.path.join(HERE, "inputs")) as entries:
        return sorted(__import__(f"office.inputs.{e.name.split('.')[0]}", fromlist=["x"]).NAME for e in entries if e.name.endswith(".py"))


def scripted():
    (path,) = (Path(__file__).parent / "scripts").glob("*.py")
    spec = spec_from_file_location(path.stem, path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.run()

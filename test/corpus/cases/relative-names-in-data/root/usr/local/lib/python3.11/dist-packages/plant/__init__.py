import json
import tomllib
from importlib import import_module, resources

_files = resources.files(__package__)


def report():
    json_names = json.loads((_files / "conf" / "parts.json").read_text())["parts"]
    yield "json: " + " ".join(import_module(name, __package__).NAME for name in json_names)
    toml_names = tomllib.loads((_files / "conf" / "parts.toml").read_text())["plant"]["parts"]
    yield "toml: " + " ".join(import_module(".units." + name, __package__).NAME for name in toml_names)
    lines = (_files / "conf" / "parts.lst").read_text().split()
    yield "lines: " + " ".join(import_module(line).NAME for line in lines)

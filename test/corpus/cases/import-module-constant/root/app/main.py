import importlib
import importlib as machinery
from importlib import import_module
from importlib import import_module as load

print(importlib.import_module("parts.wheel").NAME)
print(import_module(".axle", "parts").NAME)
print(load(name=".brake", package="parts").NAME)
print(machinery.import_module("parts.wheel").bell().NAME)
print(load("parts.electric").lamp().NAME)

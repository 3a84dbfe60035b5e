import os
import sys
from importlib import import_module


def run(words):
    sys.path.insert(0, os.getcwd())
    module, _, name = words[0].partition(":")
    getattr(import_module(module), name)()

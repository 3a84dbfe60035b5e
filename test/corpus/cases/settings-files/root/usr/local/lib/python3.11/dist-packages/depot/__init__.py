import importlib
import os
import re


def load(path):
    path = path or os.path.join(os.path.dirname(__file__), "default.cfg")
    kind = path.rpartition(".")[2]
    fields = importlib.import_module("depot.readers").READERS[kind](path)
    module, name = re.fullmatch(r"(.*)[.:](\w+)", fields["class"]).groups()
    worker = getattr(importlib.import_module(module), name)
    return f"{kind} wants {worker.NAME} {fields['tons']}"

import importlib.abc
import importlib.util
import os
import sys


class RuleFinder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        for folder in path or []:
            file = os.path.join(folder, name.rpartition(".")[2] + ".rule")
            if os.path.isfile(file):
                return importlib.util.spec_from_file_location(name, file, loader=RuleLoader(file))
        return None


class RuleLoader(importlib.abc.Loader):
    def __init__(self, file):
        self.file = file

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        with open(self.file, encoding="utf-8") as text:
            fields = dict(line.strip().split(" = ") for line in text if line.strip())
        module.value = lambda: int(fields["value"])


sys.meta_path.append(RuleFinder())

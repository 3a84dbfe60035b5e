import importlib
import os


class PackageLoader:
    def __init__(self, package, folder):
        self.folder = os.path.join(os.path.dirname(importlib.import_module(package).__file__), folder)

    def source(self, name):
        with open(os.path.join(self.folder, name), encoding="utf-8") as file:
            return file.read().strip()

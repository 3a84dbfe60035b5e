from importlib import import_module
class Namespace:
    def __init__(self, package):
        self._package = package
    def __getattr__(self, name):
        return import_module(self._package + "." + name)

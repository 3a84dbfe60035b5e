from . import _imports
class Manager:
    def __init__(self): self.all = []
    def use(self, name): self.all.append(_imports.imp(name))
    def names(self): return [m.__name__ for m in self.all]

import importlib, os
class Loader:
    package = None
    prefix = ""
    def driver(self):
        return importlib.import_module("%s.%s%s" % (self.package, self.prefix, os.environ["KIND"])).X

import string, importlib
WHERE = string.Template("alpha.plugins.$name")
def load(name):
    return importlib.import_module(WHERE.substitute(name=name))

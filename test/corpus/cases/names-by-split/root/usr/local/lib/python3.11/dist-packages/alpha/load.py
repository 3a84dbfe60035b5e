from importlib import import_module
def load(base, n): return import_module("{}.{}".format(base, n))

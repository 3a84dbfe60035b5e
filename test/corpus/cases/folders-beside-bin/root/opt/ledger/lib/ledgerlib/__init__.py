def form(name):
    return __import__("ledgerlib.formats." + name, fromlist=["x"]).__name__

import importlib
imp = importlib.import_module

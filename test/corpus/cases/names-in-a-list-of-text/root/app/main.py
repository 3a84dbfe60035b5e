import importlib
for line in open("modules.txt"):
    print(importlib.import_module(line.strip()).__name__)

import ast
import importlib
import os


def attach_stub(package, filename):
    stub = filename if filename.endswith("i") else f"{os.path.splitext(filename)[0]}.pyi"
    if not os.path.exists(stub):
        raise ValueError(f"cannot load imports from {stub!r}")
    with open(stub) as file:
        tree = ast.parse(file.read())
    modules, attributes = set(), {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            for alias in node.names:
                if node.module is None:
                    modules.add(alias.name)
                else:
                    attributes[alias.name] = node.module
    names = sorted(modules | set(attributes))

    def __getattr__(name):
        if name in modules:
            return importlib.import_module(f"{package}.{name}")
        if name in attributes:
            return getattr(importlib.import_module(f"{package}.{attributes[name]}"), name)
        raise AttributeError(name)

    return __getattr__, lambda: names, names

"""What the import statements of some scripts lead to, and nothing else: the plainest analysis that there is."""

import ast
import importlib.machinery
import json
import os
import sys
import time

SUFFIXES = importlib.machinery.EXTENSION_SUFFIXES + importlib.machinery.SOURCE_SUFFIXES


def find(name, folders):
    """The file of a module and the folders of its submodules; nothing where it is in none of the folders."""
    spaces = []
    for folder in folders:
        path = os.path.join(folder, name)
        if os.path.isfile(path + "/__init__.py"):
            return path + "/__init__.py", [path]
        for suffix in SUFFIXES:
            if os.path.isfile(path + suffix):
                return path + suffix, []
        if os.path.isdir(path):
            spaces.append(path)
    return (None, spaces) if spaces else None


class Closure:
    def __init__(self, path):
        self.path = path
        self.known = {}
        self.todo = []

    def add(self, name):
        """A module with the packages that it is in; the folders of its submodules where it is there."""
        if name not in self.known:
            above, _, last = name.rpartition(".")
            folders = self.add(above) if above else self.path
            found = find(last, folders) if folders else None
            self.known[name] = found
            if found is not None and found[0] is not None:
                self.todo.append((found[0], name if found[1] else above))
        found = self.known[name]
        return None if found is None else found[1]

    def read(self, path, package):
        try:
            with open(path, "rb") as file:
                tree = ast.parse(file.read())
        except (SyntaxError, ValueError):
            return
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    self.add(alias.name)
            elif isinstance(node, ast.ImportFrom):
                steps = package.split(".") if node.level else []
                base = ".".join(steps[: len(steps) - node.level + 1] + ([node.module] if node.module else []))
                if self.add(base):
                    for alias in node.names:
                        self.add(base + "." + alias.name)

    def follow(self, scripts):
        for script in scripts:
            self.read(script, "")
        while self.todo:
            path, package = self.todo.pop()
            if path.endswith(".py"):
                self.read(path, package)
        return sorted(found[0] for found in self.known.values() if found is not None and found[0] is not None)


def main(scripts):
    started = time.monotonic()
    # The first folder is this program's own.
    folders = sorted({os.path.dirname(script) for script in scripts}) + sys.path[1:]
    files = Closure([folder for folder in folders if os.path.isdir(folder)]).follow(scripts)
    print(json.dumps({"files": files, "seconds": time.monotonic() - started}))


main(sys.argv[1:])

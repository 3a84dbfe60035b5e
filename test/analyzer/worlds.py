"""Made import folders, seen by World and by a real interpreter."""

import ast
import subprocess
import sys

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
from findings import Findings
from folders import Folder, Layout
from image import Image
from made import ImageCase
from reach.searchpath import Search
from reach.world import World

# Site code of the made folders runs here, as at the start of a program; the machine's own does not.
REAL = """
import importlib, importlib.machinery, importlib.util, site, sys
path, sites, names = ROOM
standard = [one for one in sys.path if one]
sys.path[:] = path[:1] + standard + path[1:]
for folder in sites:
    site.addsitedir(folder)
def look(name):
    try:
        spec = importlib.util.find_spec(name)
        if spec is None:
            return None
        origin = spec.origin if spec.origin not in (None, 'namespace', 'built-in') else ''
        folders = list(spec.submodule_search_locations or ())
        if origin.endswith('.py'):
            folders = list(getattr(importlib.import_module(name), '__path__', ()))
        return origin, folders
    except (ImportError, AttributeError):
        # 3.6 asks a module that is no package for its __path__.
        return None
print(ascii((sys.path, standard, list(sys.builtin_module_names), importlib.machinery.EXTENSION_SUFFIXES,
    {name: look(name) for name in names})))
"""


class WorldCase(ImageCase):
    """Paths are the machine's own, so that both sides see the same ones; {root} in texts is the made tree's."""

    def make(self, tree):
        changed = {
            path: content.replace("{root}", self.root) if type(content) is str else content
            for path, content in tree.items()
        }
        super().make(changed)

    def world(self, path=("/site",), sites=("/site",), suffixes=(".so",), builtins=("sys",), **search):
        search = {name: [self.root + one for one in paths] for name, paths in search.items()}
        return self.open(
            Search(
                [self.root + one for one in path],
                sites=[self.root + one for one in sites],
                suffixes=suffixes,
                builtins=frozenset(builtins),
                **search,
            )
        )

    def open(self, search, stdlib=()):
        self.findings = Findings()
        image = Image("/", frozenset(), self.findings)
        folders = [Folder(path, "runtime", "") for path in stdlib]
        for name, layer in (("/lib", "runtime"), ("/app", "app"), ("/site", "packages"), ("/more", "packages")):
            folders.append(Folder(self.root + name, layer, ""))
        return World(image, Layout(sorted(folders), [], []), search)

    def short(self, path):
        return path[len(self.root) :] if path.startswith(self.root + "/") else path

    def paths(self, modules):
        return [self.short(module.path) for module in modules]

    def real(self, names, path, sites=(), python=sys.executable):
        """What the interpreter finds, and a world of its sys.path."""
        room = ([self.root + one for one in path], [self.root + one for one in sites], names)
        answer = subprocess.run(
            [python, "-S", "-E", "-B", "-c", REAL.replace("ROOM", ascii(room))],
            stdout=subprocess.PIPE,
            check=True,
            cwd=self.folder,
            env={"LANG": "C.UTF-8"},
        )
        searched, stdlib, builtins, suffixes, found = ast.literal_eval(answer.stdout.decode())
        search = Search([one for one in searched if one.startswith("/")], sites=room[1], suffixes=suffixes)
        return found, self.open(search._replace(builtins=frozenset(builtins)), stdlib)

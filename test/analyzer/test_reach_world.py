import os
import subprocess
import unittest
import zipfile

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import pythons
import reach.world as world_module
from made import Link
from reach.searchpath import Search
from worlds import WorldCase

EXTEND = "__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n"
FINDER = """
import sys
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
MAPPING: dict = {'garden': '{root}/src/garden/lib/the_garden', 'watering': '{root}/src/garden/lib/watering',
    'beds.herbs': '{root}/src/garden/beds/herbs'}
NAMESPACES: dict = {'beds': ['{root}/src/garden/beds']}
class Finder:
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name in MAPPING:
            for path in (Path(MAPPING[name]) / '__init__.py', Path(MAPPING[name] + '.py')):
                if path.exists():
                    return spec_from_file_location(name, path)
        if name in NAMESPACES:
            spec = ModuleSpec(name, None, is_package=True)
            spec.submodule_search_locations = NAMESPACES[name]
            return spec
        return None
def install():
    sys.meta_path.append(Finder)
"""
NSPKG = (
    "import sys, types, os;has_mfs = sys.version_info > (3, 5);p = os.path.join(sys._getframe(1).f_locals['sitedir'], "
    "*('poles',));importlib = has_mfs and __import__('importlib.util');has_mfs and __import__('importlib.machinery');"
    "m = has_mfs and sys.modules.setdefault('poles', importlib.util.module_from_spec(importlib.machinery.PathFinder."
    "find_spec('poles', [os.path.dirname(p)])));m = m or sys.modules.setdefault('poles', types.ModuleType('poles'));"
    "mp = (m or []) and m.__dict__.setdefault('__path__',[]);(p not in mp) and mp.append(p)\n"
)
TREE = {
    "/site/plain.py": "",
    "/site/pkg/__init__.py": "",
    "/site/pkg/sub.py": "",
    "/site/pkg/deep/__init__.py": "",
    "/site/pkg/deep/leaf.py": "",
    "/site/pkg/loose/x.py": "",
    "/site/pkg/0001_first.py": "",
    "/site/both.py": "",
    "/site/both/__init__.py": "",
    "/site/fold.py": "",
    "/site/fold/data.txt": "",
    "/site/fast.py": "",
    "/site/fast.so": b"\x7fELF",
    "/site/fast.abi3.so": b"\x7fELF",
    "/site/stray.cpython-27-x.so": b"\x7fELF",
    "/site/dotted.name.py": "",
    "/site/inits/__init__.so": b"\x7fELF",
    "/site/nsa/one.py": "",
    "/more/nsa/two.py": "",
    "/more/nsa/inner/three.py": "",
    "/site/old/__init__.py": EXTEND,
    "/site/old/a.py": "",
    "/more/old/__init__.py": EXTEND,
    "/more/old/b.py": "",
    "/more/old/c/__init__.py": "",
    "/site/first.py": "",
    "/more/first.py": "",
    "/more/first/__init__.py": "",
    "/app/textwrap.py": "",
    "/app/json/settings.txt": "",
    "/site/größe.py": "",
    "/site/Case.py": "",
    "/site/linked": Link("../share/linked"),
    "/share/linked/__init__.py": "",
    "/share/linked/part.py": "",
    "/site/linkfile.py": Link("../share/real_file.py"),
    "/share/real_file.py": "",
    "/site/dangling.py": Link("nowhere"),
    "/site/hack/__init__.py": "import os\n__path__.append(os.path.join(os.path.dirname(__file__), 'impl'))\n",
    "/site/hack/impl/hidden.py": "",
    "/site/lonely.py": "import os\n__path__ = [os.path.join(os.path.dirname(__file__), 'lonely_parts')]\n",
    "/site/lonely_parts/part.py": "",
    "/site/folders.pth": "{root}/src/flat\n# a remark\n\n",
    "/src/flat/flat.py": "",
    "/src/flat/flat_pkg/__init__.py": "",
    "/site/easy-install.pth": "{root}/src/developed\n./thing-1.0.egg\n",
    "/site/developed.egg-link": "{root}/src/developed\n.",
    "/src/developed/developed.py": "",
    "/site/thing-1.0.egg/thing/__init__.py": "",
    "/site/thing-1.0.egg/thing/part.py": "",
    "/site/__editable___garden_finder.py": FINDER,
    "/site/__editable__.garden.pth": "import __editable___garden_finder; __editable___garden_finder.install()\n",
    "/src/garden/lib/the_garden/__init__.py": "",
    "/src/garden/lib/the_garden/tools/__init__.py": "",
    "/src/garden/lib/the_garden/tools/rake.py": "",
    "/src/garden/lib/watering.py": "",
    "/src/garden/beds/herbs/__init__.py": "",
    "/src/garden/beds/herbs/mint.py": "",
    "/site/poles-nspkg.pth": NSPKG,
    "/site/poles/north.py": "",
    "/more/poles-nspkg.pth": NSPKG,
    "/more/poles/south.py": "",
}
NAMES = """
plain pkg pkg.sub pkg.deep pkg.deep.leaf pkg.loose pkg.loose.x pkg.0001_first pkg.absent both fold fast stray dotted
dotted.name inits nsa nsa.one nsa.two nsa.inner nsa.inner.three old old.a old.b old.c first textwrap json json.decoder
json.settings größe gröse Case case linked linked.part linkfile real_file dangling hack hack.hidden hack.impl.hidden
lonely lonely.part flat flat_pkg developed thing thing.part garden garden.tools garden.tools.rake watering
beds.herbs beds.herbs.mint poles poles.north poles.south zipped zpkg zpkg.inner zpkg.absent lone sys os email.mime.text
xml.etree.ElementTree nothing plain.nothing sys.nothing _ctypes
""".split()


class Truth(WorldCase):
    """Whatever a real interpreter finds, World finds, at the same path."""

    def setUp(self):
        super().setUp()
        self.make(TREE)
        with zipfile.ZipFile(self.root + "/lib.zip", "w") as archive:
            for name in ("zipped.py", "zpkg/__init__.py", "zpkg/inner.py"):
                archive.writestr(name, "TEXT = 'zipped'\n")

    def compare(self, python):
        with open(self.folder + "/lone.py", "w") as file:
            file.write("")
        code = "import py_compile; py_compile.compile('lone.py', %r)" % (self.root + "/site/lone.pyc")
        subprocess.run([python, "-S", "-E", "-c", code], check=True, cwd=self.folder)
        path = ("/app", "/site", "/more", "/lib.zip")
        real, world = self.real(NAMES, path, ("/site", "/more"), python)
        for name in NAMES:
            with self.subTest(python=python, name=name):
                self.check(name, real[name], world)
        return real

    def check(self, name, expected, world):
        module = world.find(name)
        if expected is None:
            self.assertIsNone(module)
            return
        self.assertIsNotNone(module)
        origin, folders = expected
        if origin == "frozen":
            # The library's file is there, too, for who reads it.
            self.assertEqual(module.place, "stdlib")
        elif module.kind == "zip":
            self.assertTrue(origin.startswith(module.path + "/"), origin)
            self.assertEqual(world.read(module), b"TEXT = 'zipped'\n")
        else:
            self.assertEqual(module.path, os.path.realpath(origin) if origin else "")
        found = set(module.folders) | set(world.added_folders(module))
        self.assertLessEqual({os.path.realpath(one) for one in folders if os.path.isdir(one)}, found)

    def test_each_python_finds_what_is_found(self):
        found = {version: path for version, path in pythons.found().items() if version != "2.7"}
        self.assertTrue(found)
        for path in found.values():
            real = self.compare(path)
            # The comparison is worth nothing where a name is not what it stands for here.
            missing = {name for name in NAMES if real[name] is None}
            self.assertEqual(
                missing,
                set(
                    "pkg.absent stray dotted dotted.name json.settings gröse case real_file dangling zpkg.absent "
                    "nothing plain.nothing sys.nothing".split()
                )
                | ({"_ctypes"} & missing),
            )


class Every(WorldCase):
    def test_a_c_module_has_its_plain_twin_and_a_package_the_file_of_its_name(self):
        self.make({**TREE, "/site/fast/__init__.py": "", "/site/fast/__init__.so": b"", "/site/fast.pyc": b""})
        world = self.world(path=("/site", "/more"), suffixes=(".abi3.so", ".so"))
        self.assertEqual(
            self.paths(world.every("fast")),
            ["/site/fast" + end for end in ("/__init__.so", "/__init__.py", ".abi3.so", ".so", ".py")],
        )
        kinds = [module.kind for module in world.every("fast")]
        self.assertEqual(kinds, ["extension", "source", "extension", "extension", "source"])
        self.assertEqual(self.paths(world.every("both")), ["/site/both/__init__.py", "/site/both.py"])

    def test_a_module_of_a_later_folder_is_shadowed(self):
        self.make(TREE)
        self.assertEqual(self.paths(self.world(path=("/site", "/more")).every("first")), ["/site/first.py"])

    def test_what_one_start_shadows_another_reaches(self):
        self.make({"/app/x.py": "", "/tool/x.py": "", "/lib/x.py": "", "/site/x.py": ""})
        world = self.world(path=("/lib", "/site"), first=("/app", "/tool"))
        self.assertEqual(self.paths(world.every("x")), ["/app/x.py", "/tool/x.py", "/lib/x.py"])
        self.assertEqual([module.place for module in world.every("x")], ["app", "app", "stdlib"])

    def test_a_bytecode_file_counts_where_it_is_alone(self):
        self.make({"/site/a.pyc": b"", "/site/b.pyc": b"", "/site/b.py": "", "/site/c.pyc": b"", "/site/c.so": b""})
        world = self.world()
        self.assertEqual(self.paths(world.every("a")), ["/site/a.pyc"])
        self.assertEqual(self.paths(world.every("b")), ["/site/b.py"])
        self.assertEqual(self.paths(world.every("c")), ["/site/c.so", "/site/c.pyc"])

    def test_built_in_wins_over_a_file(self):
        self.make({"/site/sys.py": ""})
        self.assertEqual([m.kind for m in self.world().every("sys")], ["builtin"])


class Lists(WorldCase):
    def test_children_and_all_below(self):
        self.make({**TREE, "/site/pkg/static/css/a.css": "", "/site/pkg/__pycache__/sub.cpython-311.pyc": b""})
        world = self.world()
        self.assertEqual(world.children("pkg"), ["pkg.0001_first", "pkg.deep", "pkg.loose", "pkg.sub"])
        self.assertEqual(
            world.below("pkg"),
            ["pkg.0001_first", "pkg.deep", "pkg.deep.leaf", "pkg.loose", "pkg.loose.x", "pkg.sub"],
        )
        self.assertEqual(world.find("pkg.loose").kind, "namespace")
        self.assertEqual(world.below("plain"), [])
        self.assertEqual(world.below("nothing"), [])

    def test_namespaces_have_the_children_of_all_folders(self):
        self.make(TREE)
        world = self.world(path=("/site", "/more"))
        self.assertEqual(world.below("nsa"), ["nsa.inner", "nsa.inner.three", "nsa.one", "nsa.two"])
        self.assertEqual(world.below("old"), ["old.a", "old.b", "old.c"])
        self.assertEqual(world.below("beds"), ["beds.herbs", "beds.herbs.mint"])

    def test_links_that_lead_back_end(self):
        self.make({"/site/p/__init__.py": "", "/site/p/again": Link("."), "/site/p/q/x.py": ""})
        self.make({"/site/p/q/up": Link("../..")})
        self.assertEqual(self.world().below("p")[:3], ["p.again", "p.q", "p.q.up"])
        self.assertLess(len(self.world().below("p")), 20)

    def test_links_that_multiply_names_end(self):
        names = "abcdefghij"
        self.make({"/site/%s/x.py" % name: "" for name in names})
        for name in names:
            self.make({"/site/%s/%s" % (name, other): Link("../" + other) for other in names if other != name})
        world = self.world()
        self.assertLess(len(world.below("a")), world_module.MOST_BELOW + 100)

    def test_names_and_folders_may_be_deeper_than_any_program(self):
        self.make({"/site/deep" + "/d" * 300 + "/x.py": "", "/site/top.py": ""})
        world = self.world()
        self.assertIsNone(world.find(".".join(["deep"] + ["d"] * 5000)))
        self.assertIsNone(world.longest("top" + ".x" * 5000))
        self.assertEqual(world.children(""), ["sys", "top"])
        self.assertEqual(world.below("deep"), [])

    def test_folders_of_the_system_are_no_packages_though_the_path_has_the_root(self):
        world = self.open(Search(["/"], suffixes=[".so"]))
        self.assertIsNone(world.find("usr"))
        self.assertNotIn("usr", world.children(""))

    def test_all_that_one_word_imports(self):
        self.make({"/site/a.py": "", "/site/b/__init__.py": "", "/site/d/e/f.py": ""})
        self.make({"/site/c-1.dist-info/METADATA": "", "/site/g.cpython-27.so": b""})
        self.assertEqual(self.world().children(""), ["a", "b", "d", "sys"])

    def test_a_dotted_name_may_end_in_a_class_and_its_member(self):
        self.make(TREE)
        world = self.world()
        self.assertEqual(world.longest("pkg.sub").name, "pkg.sub")
        self.assertEqual(world.longest("pkg.sub.Class.method").name, "pkg.sub")
        self.assertEqual(world.longest("plain.Class").name, "plain")
        self.assertIsNone(world.longest("pkg.sub.a.b.c"))
        self.assertIsNone(world.longest("nothing.at.all"))


class Names(WorldCase):
    def test_a_files_name_is_found_without_looking_it_up_first(self):
        self.make(TREE)
        names = {
            "/site/plain.py": "plain",
            "/site/pkg/__init__.py": "pkg",
            "/site/pkg/deep/leaf.py": "pkg.deep.leaf",
            "/site/pkg/loose/x.py": "pkg.loose.x",
            "/site/fast.abi3.so": "fast",
            "/more/nsa/inner/three.py": "nsa.inner.three",
            "/more/old/b.py": "old.b",
            "/share/linked/part.py": "linked.part",
            "/share/real_file.py": "linkfile",
            "/src/garden/lib/the_garden/tools/rake.py": None,
            "/site/thing-1.0.egg/thing/part.py": None,
            "/more/first.py": None,
            "/site/fold/data.txt": None,
            "/share/nothing.py": None,
            "/site/dotted.name.py": None,
        }
        for path, name in names.items():
            world = self.world(path=("/site", "/more"), suffixes=(".abi3.so", ".so"))
            self.assertEqual(world.module_of(self.root + path), name, path)

    def test_a_mapped_file_has_a_name_once_it_was_found(self):
        self.make(TREE)
        world = self.world()
        path = world.find("garden.tools.rake").path
        self.assertEqual(world.module_of(path), "garden.tools.rake")

    def test_the_links_on_the_way_are_known(self):
        self.make(TREE)
        world = self.world()
        self.assertEqual(world.links(world.find("linked.part").path), (self.root + "/site/linked",))
        self.assertEqual(world.links(world.find("linkfile").path), (self.root + "/site/linkfile.py",))
        self.assertEqual(world.links(world.find("plain").path), ())


class Added(WorldCase):
    def test_a_folder_that_code_adds_is_looked_in_from_then_on(self):
        self.make({"/site/v/_vendor/dep.py": "", "/site/v/__init__.py": ""})
        world = self.world()
        self.assertIsNone(world.find("dep"))
        world.add(self.root + "/site/v/_vendor")
        self.assertEqual(self.short(world.find("dep").path), "/site/v/_vendor/dep.py")
        self.assertEqual(world.find("dep").place, "packages")


if __name__ == "__main__":
    unittest.main()

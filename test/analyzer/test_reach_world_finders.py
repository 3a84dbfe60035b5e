import json
import os
import unittest
import zipfile

from made import Link
from worlds import WorldCase

# What each kind of installer writes, as far as it matters here.
EDITABLES = """
from editables.redirector import RedirectingFinder as F
F.install()
F.map_module('shed', '{root}/src/shed/src/shed/__init__.py')
F.map_module('shed_tools', '{root}/src/shed/src/shed_tools.py')
"""
SCIKIT = """
import importlib.abc, os, sys
DIR = os.path.abspath(os.path.dirname(__file__))
def install(known_source_files, known_wheel_files, path, rebuild=False):
    sys.meta_path.insert(0, object())
install({'mill': '{root}/src/mill/__init__.py', 'mill.wheel': '{root}/src/mill/wheel.py'},
    {'mill._stone': 'mill/_stone.cpython-311-x86_64-linux-gnu.so'}, None, False)
"""
MESON = """
import sys
def install(package_name, names, build_path, build_cmd, verbose=False):
    sys.meta_path.insert(0, object())
install('forge', {'forge'}, '{root}/src/forge/build/cp311', ['ninja'], False)
"""
PLAN = {
    "python": {
        "{root}/src/forge/forge/__init__.py": {"destination": "{py_platlib}/forge/__init__.py", "tag": "runtime"},
        "{root}/src/forge/forge/fire.py": {"destination": "{py_purelib}/forge/fire.py"},
        "{root}/src/forge/forge/fire.txt": {"destination": "{py_purelib}/forge/fire.txt"},
        "broken": None,
    },
    "python-extension": {
        "{root}/src/forge/build/cp311/_anvil.so": {"destination": "{moduledir_shared}/forge/_anvil.so"},
    },
    "broken": [],
}


class Finders(WorldCase):
    def test_hatch_and_pdm_map_modules_by_calls(self):
        self.make(
            {
                "/site/_editable_impl_shed.py": EDITABLES,
                "/site/_shed.pth": "import _editable_impl_shed",
                "/src/shed/src/shed/__init__.py": "",
                "/src/shed/src/shed/door.py": "",
                "/src/shed/src/shed_tools.py": "",
                "/src/shed/src/stray.py": "",
            }
        )
        world = self.world()
        self.assertEqual(self.short(world.find("shed").path), "/src/shed/src/shed/__init__.py")
        self.assertEqual(self.short(world.find("shed.door").path), "/src/shed/src/shed/door.py")
        self.assertEqual(self.short(world.find("shed_tools").path), "/src/shed/src/shed_tools.py")
        self.assertEqual(world.find("shed_tools").folders, ())
        self.assertIsNone(world.find("stray"))
        self.assertEqual(world.children(""), ["_editable_impl_shed", "shed", "shed_tools", "sys"])

    def test_scikit_build_maps_every_file(self):
        stone = "/site/mill/_stone.cpython-311-x86_64-linux-gnu.so"
        self.make(
            {
                "/site/_mill_editable.py": SCIKIT,
                "/site/_mill_editable.pth": "import _mill_editable",
                stone: b"",
                "/src/mill/__init__.py": "",
                "/src/mill/wheel.py": "",
            }
        )
        world = self.world(suffixes=(".cpython-311-x86_64-linux-gnu.so", ".so"))
        self.assertEqual(self.paths(world.every("mill")), ["/src/mill/__init__.py"])
        self.assertEqual(self.paths(world.every("mill._stone")), [stone])
        self.assertEqual(world.below("mill"), ["mill._stone", "mill.wheel"])

    def test_meson_keeps_its_build(self):
        self.make(
            {
                "/site/_forge_editable_loader.py": MESON,
                "/site/forge-editable.pth": "import _forge_editable_loader",
                "/src/forge/build/cp311/meson-info/intro-install_plan.json": json.dumps(PLAN),
                "/src/forge/build/cp311/_anvil.so": b"",
                "/src/forge/forge/__init__.py": "",
                "/src/forge/forge/fire.py": "",
            }
        )
        world = self.world()
        self.assertEqual(self.paths(world.every("forge")), ["/src/forge/forge/__init__.py"])
        self.assertEqual(self.paths(world.every("forge._anvil")), ["/src/forge/build/cp311/_anvil.so"])
        self.assertEqual(world.below("forge"), ["forge._anvil", "forge.fire"])

    def test_links_of_a_strict_install_in_place(self):
        self.make(
            {
                "/site/__editable__.loft.pth": "{root}/src/loft/build/__editable__.loft\n",
                "/src/loft/build/__editable__.loft/loft/__init__.py": Link("../../../loft/__init__.py"),
                "/src/loft/loft/__init__.py": "",
                "/src/loft/loft/not_installed.py": "",
            }
        )
        world = self.world(path=("/site", "/src/loft/build/__editable__.loft"))
        self.assertEqual(self.short(world.find("loft").path), "/src/loft/loft/__init__.py")
        self.assertEqual(world.children("loft"), [])
        link = self.root + "/src/loft/build/__editable__.loft/loft/__init__.py"
        self.assertEqual(world.links(world.find("loft").path), (link,))

    def test_a_mapping_wins_over_a_folder_without_init_alone(self):
        finder = "MAPPING = {'a': '{root}/src/a', 'b': '{root}/src/b', 'gone': '{root}/src/gone'}"
        self.make(
            {
                "/site/f.py": finder,
                "/site/f.pth": "import f; f.install()",
                "/site/a/data.txt": "",
                "/site/b.py": "",
                "/src/a/__init__.py": "",
                "/src/b/__init__.py": "",
            }
        )
        world = self.world()
        self.assertEqual(self.paths(world.every("a")), ["/src/a/__init__.py"])
        self.assertEqual(self.paths(world.every("b")), ["/site/b.py"])
        self.assertIsNone(world.find("gone"))

    def test_what_is_no_finder_maps_nothing(self):
        self.make(
            {
                "/site/a.pth": "import broken, helper, absent; helper.run()\nimport (\n",
                "/site/broken.py": "def (",
                "/site/helper.py": "X = {'name': 'text', 1: '/etc', 'not a name': '/etc', 'etc': 5}\nf('x', '../y.py')",
                "/site/unread.py": "MAPPING = {'etc': '/etc'}",
            }
        )
        self.assertEqual(self.world().finders.mapping, {})


class Startup(WorldCase):
    def test_lines_that_site_runs(self):
        self.make(
            {
                "/site/b.pth": "\ufeffimport b_hook\n# import remark\n/a/folder\nimport\tos; os.x = 1\nimportant\n",
                "/site/a.start": "# remark\na_pkg.hooks:main\nnot a name\n",
                "/more/c.pth": "import c_hook\n",
            }
        )
        world = self.world(path=("/site", "/more"), sites=("/site",))
        self.assertEqual(
            [(self.short(line.path), line.line, line.text) for line in world.startup],
            [
                ("/site/a.start", 2, "import a_pkg.hooks"),
                ("/site/b.pth", 1, "import b_hook"),
                ("/site/b.pth", 4, "import\tos; os.x = 1"),
            ],
        )

    def test_namespaces_made_before_any_import(self):
        text = "import sys, types, os;p = os.path.join(sys._getframe(1).f_locals['sitedir'], *('a', 'b'));x = 1\n"
        self.make(
            {
                "/site/a.b-nspkg.pth": text,
                "/site/a/__init__.py": "",
                "/site/a/b/__init__.py": "",
                "/more/a/b/other.py": "",
                "/more/a/__init__.py": "__import__('pkg_resources').declare_namespace(__name__)",
            }
        )
        world = self.world(path=("/more", "/site"))
        self.assertEqual(world.spaces, {"a.b"})
        self.assertEqual(self.short(world.find("a.b.other").path), "/more/a/b/other.py")


class Archives(WorldCase):
    def zip(self, path, members):
        with zipfile.ZipFile(self.root + path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)

    def test_modules_in_archives(self):
        self.make({"/site/x.py": ""})
        self.zip("/lib.zip", {"a.py": "A", "p/__init__.py": "P", "p/q.pyc": "Q", "p/n/m.py": "M", "inner/z.py": "Z"})
        world = self.world(path=("/site", "/lib.zip/inner", "/lib.zip"))
        for name, content in (("a", b"A"), ("p", b"P"), ("p.q", b"Q"), ("p.n.m", b"M"), ("z", b"Z")):
            module = world.find(name)
            self.assertEqual((self.short(module.path), module.kind), ("/lib.zip", "zip"))
            self.assertEqual(world.read(module), content)
        self.assertEqual(world.below("p"), ["p.n", "p.n.m", "p.q"])
        self.assertEqual(world.find("p.n").kind, "namespace")

    def test_forked_processes_read_an_archive_at_once(self):
        self.make({"/site/x.py": ""})
        self.zip("/lib.zip", {"m%d.py" % number: ("%d" % number) * 100000 for number in range(200)})
        world = self.world(path=("/lib.zip",))
        children = []
        for start in range(4):
            child = os.fork()
            if child == 0:
                wrong = 1
                try:
                    wrong = sum(
                        world.read(world.find("m%d" % number)) != (b"%d" % number) * 100000
                        for number in range(start, 200)
                    )
                finally:
                    os._exit(min(wrong, 100))
            children.append(child)
        self.assertEqual([os.waitpid(child, 0)[1] for child in children], [0, 0, 0, 0])

    def test_what_is_no_archive_is_said(self):
        self.make({"/site/x.py": "", "/broken.egg": "PK nothing"})
        self.world(path=("/broken.egg", "/site"))
        self.assertEqual([finding.code for finding in self.findings.all()], ["unreadable"])
        self.assertIn("/broken.egg is on sys.path, and is no zip file", self.findings.all()[0].message)

    def test_members_that_would_leave_the_archive_are_none(self):
        self.make({"/site/x.py": ""})
        self.zip("/evil.zip", {"../up.py": "", "/etc/abs.py": "", "a/../../b.py": "", "ok.py": "", "sub//deep.py": ""})
        world = self.world(path=("/site", "/evil.zip"))
        self.assertEqual(world.children(""), ["ok", "sys", "x"])

    def test_a_damaged_member_has_no_content(self):
        self.make({"/site/x.py": ""})
        self.zip("/lib.zip", {"a.py": "A" * 100})
        with open(self.root + "/lib.zip", "r+b") as file:
            file.seek(36)
            file.write(b"\xff" * 4)
        world = self.world(path=("/lib.zip",))
        self.assertIsNone(world.read(world.find("a")))
        self.assertEqual([finding.code for finding in self.findings.all()], ["unreadable"])


if __name__ == "__main__":
    unittest.main()

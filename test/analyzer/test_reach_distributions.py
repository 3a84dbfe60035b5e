import json
import unittest
import zipfile

from made import Link
from worlds import WorldCase

METADATA = """Metadata-Version: 2.1
Name: Tree.House
Version: 1.2
Summary: words
  that go on
Requires-Dist: Ladder (>=2.0)
Requires-Dist: rope_walk[silk] >=1 ; extra == 'swing'
Provides-Extra: swing

Name: not a field
Requires-Dist: prose
"""
ENTRY_POINTS = """
# remark
[console_scripts]
climb = treehouse.cli:main [swing]

[ treehouse.floors ]
first=treehouse.floors:First
broken line
; other = x:y
"""
DPKG = "/var/lib/dpkg/info"
DIST = "/usr/lib/python3/dist-packages"


class DistributionCase(WorldCase):
    def installed(self, path=("/site",), **search):
        return self.world(path=path, **search).installed

    def one(self, **search):
        (found,) = self.installed(**search).every
        return found

    def files(self, distribution):
        return [self.short(path) for path in distribution.files]


class Metadata(DistributionCase):
    def test_a_wheel_that_was_installed(self):
        info = "/site/Tree.House-1.2.dist-info"
        rows = [
            "treehouse/__init__.py,sha256=x,0",
            "treehouse/floors.py,sha256=x,0",
            "treehouse/absent.py,sha256=x,0",
            '"treehouse/a, b.txt",sha256=x,0',
            "../bin/climb,sha256=x,0",
            "../../../../../../../../../etc/passwd,,",
            "treehouse_native.abi3.so,,",
            "Tree.House-1.2.dist-info/METADATA,,",
            "Tree.House-1.2.dist-info/RECORD,,",
        ]
        self.make(
            {
                info + "/METADATA": METADATA,
                info + "/RECORD": "\n".join(rows),
                info + "/entry_points.txt": ENTRY_POINTS,
                "/site/treehouse/__init__.py": "",
                "/site/treehouse/floors.py": "",
                "/site/treehouse/a, b.txt": "",
                "/site/treehouse/compiled.pyc": "",
                "/site/treehouse_native.abi3.so": "",
                "/bin/climb": "",
            }
        )
        found = self.one(suffixes=(".abi3.so", ".so"))
        self.assertEqual((found.key, found.name, found.version), ("tree-house", "Tree.House", "1.2"))
        self.assertEqual(self.short(found.info), info)
        self.assertEqual(found.requires, ("ladder", "rope-walk"))
        self.assertEqual(found.tops, ("treehouse", "treehouse_native"))
        self.assertEqual(
            found.entry_points,
            (
                ("console_scripts", "climb", "treehouse.cli:main [swing]"),
                ("treehouse.floors", "first", "treehouse.floors:First"),
            ),
        )
        self.assertEqual(
            # A path out of the made tree is one of this machine.
            [path for path in self.files(found) if not path.startswith("/etc/")],
            ["/bin/climb"]
            + [info + name for name in ("/METADATA", "/RECORD", "/entry_points.txt")]
            + ["/site/treehouse/" + name for name in ("__init__.py", "a, b.txt", "floors.py")]
            + ["/site/treehouse_native.abi3.so"],
        )

    def test_egg_info_as_a_folder_with_its_list(self):
        info = "/site/Old-0.1-py3.11.egg-info"
        self.make(
            {
                info + "/PKG-INFO": "Name: Old\nVersion: 0.1\n",
                info + "/installed-files.txt": "../old.py\n../oldpkg/__init__.py\nPKG-INFO\n",
                info + "/requires.txt": "six>=1\n\n[extra:python_version<'3']\nEnum.34\n",
                info + "/top_level.txt": "old\noldpkg\n../etc\n",
                "/site/old.py": "",
                "/site/oldpkg/__init__.py": "",
                "/site/other.py": "",
            }
        )
        found = self.one()
        self.assertEqual((found.key, found.tops, found.requires), ("old", ("old", "oldpkg"), ("enum-34", "six")))
        self.assertEqual([p for p in self.files(found) if info not in p], ["/site/old.py", "/site/oldpkg/__init__.py"])

    def test_egg_info_as_a_file(self):
        self.make({"/site/single-2.0.egg-info": "Name: single\nVersion: 2.0\n", "/site/single.py": ""})
        found = self.one()
        self.assertEqual((found.version, found.tops), ("2.0", ("single",)))
        self.assertEqual(self.files(found), ["/site/single-2.0.egg-info", "/site/single.py"])

    def test_without_metadata_the_folder_names_it(self):
        self.make({"/site/a_b-3.1.dist-info/RECORD": "", "/site/a_b/__init__.py": "", "/site/a_b/data.txt": ""})
        found = self.one()
        self.assertEqual((found.key, found.version, found.tops), ("a-b", "3.1", ("a_b",)))
        self.assertIn("/site/a_b/data.txt", self.files(found))

    def test_an_egg_as_a_folder(self):
        egg = "/site/thing-1.0-py3.11.egg"
        self.make(
            {
                egg + "/EGG-INFO/PKG-INFO": "Name: thing\nVersion: 1.0\n",
                egg + "/EGG-INFO/top_level.txt": "thing\n",
                egg + "/thing/__init__.py": "",
                egg + "/thing/data.bin": "",
            }
        )
        found = self.one(path=("/site", egg))
        self.assertEqual((found.key, found.tops), ("thing", ("thing",)))
        self.assertIn(egg + "/thing/data.bin", self.files(found))

    def test_an_egg_as_a_zip_file(self):
        self.make({"/site/x.py": ""})
        egg = "/site/zipped-1.0-py3.11.egg"
        with zipfile.ZipFile(self.root + egg, "w") as archive:
            archive.writestr("EGG-INFO/PKG-INFO", "Name: zipped\nVersion: 1.0\n")
            archive.writestr("EGG-INFO/entry_points.txt", "[g]\nn = zipped:f\n")
            archive.writestr("zipped/__init__.py", "")
        found = self.one(path=("/site", egg))
        self.assertEqual((found.key, self.short(found.info), self.files(found)), ("zipped", egg, [egg]))
        self.assertEqual((found.tops, found.entry_points), (("zipped",), (("g", "n", "zipped:f"),)))

    def test_a_project_in_place_by_its_sources(self):
        self.make(
            {
                "/src/dev/dev.egg-info/PKG-INFO": "Name: dev\nVersion: 9\n",
                "/src/dev/dev.egg-info/SOURCES.txt": "setup.py\ndev/__init__.py\n../../../etc/passwd\n",
                "/src/dev/dev.egg-info/top_level.txt": "dev\n",
                "/src/dev/setup.py": "",
                "/src/dev/dev/__init__.py": "",
                "/src/dev/dev/late.py": "",
            }
        )
        found = self.one(path=("/src/dev",))
        paths = [path for path in self.files(found) if "egg-info" not in path and not path.startswith("/etc")]
        self.assertEqual(paths, ["/src/dev/dev/__init__.py", "/src/dev/dev/late.py", "/src/dev/setup.py"])

    def test_broken_metadata_are_no_reason_to_stop(self):
        self.make(
            {
                "/site/bad-1.dist-info/METADATA": b"\xff\xfe\0Name: x\n:\n \n",
                "/site/bad-1.dist-info/RECORD": b'"unfinished,\n\0,,\n,,\n../../..,,\n' + b"\xff.py,,\n",
                "/site/bad-1.dist-info/entry_points.txt": "[\n]\n[]\n=\n[g]\n=\n",
                "/site/bad-1.dist-info/top_level.txt": "\0\n",
                "/site/empty.dist-info": None,
                "/site/loop.dist-info": Link("loop.dist-info"),
                "/site/-.egg-info": "",
            }
        )
        self.assertEqual([one.version for one in self.installed().every if one.key == "bad"], ["1"])


class Owners(DistributionCase):
    """These read fixed places of the image, so the image is the made tree."""

    def open(self, search, stdlib=()):
        from folders import Folder, Layout
        from reach.world import World

        layout = Layout([Folder(path, "packages", "") for path in search.path], [], [])
        return World(self.image, layout, search)

    def world(self, path=(DIST,), **search):
        from reach.searchpath import Search

        return self.open(Search(path=list(path), suffixes=[".so"], **search))

    def installed(self, path=(DIST,), **search):
        return self.world(path, **search).installed

    def test_the_packages_of_debian(self):
        self.make(
            {
                "/lib": Link("usr/lib"),
                DIST + "/six-1.16.0.egg-info": "Name: six\nVersion: 1.16.0\n",
                DIST + "/six.py": "",
                DIST + "/zope.a-1.egg-info/PKG-INFO": "Name: zope.a\nVersion: 1\n",
                DIST + "/zope.a-1.egg-info/top_level.txt": "zope\n",
                DIST + "/zope/a/__init__.py": "",
                DIST + "/zope/b/__init__.py": "",
                DIST + "/shared.py": Link("../../../share/shared/shared.py"),
                "/usr/share/shared/shared.py": "",
                "/usr/share/doc/python3-zope.a/README": "",
                DPKG + "/python3-six.list": "/.\n/usr\n%s/six-1.16.0.egg-info\n%s/six.py\n" % (DIST, DIST),
                DPKG + "/python3-zope.a.list": "\n".join(
                    [
                        "/lib/python3/dist-packages/zope.a-1.egg-info",
                        "/lib/python3/dist-packages/zope.a-1.egg-info/PKG-INFO",
                        "/lib/python3/dist-packages/zope/a/__init__.py",
                        DIST + "/shared.py",
                        "/usr/share/doc/python3-zope.a/README",
                    ]
                ),
                DPKG + "/bash.list": "/.\n/bin/bash\n",
            }
        )
        six, zope = self.installed().every
        self.assertEqual(six.files, (DIST + "/six-1.16.0.egg-info", DIST + "/six.py"))
        self.assertEqual(six.tops, ("six",))
        self.assertEqual(
            [path for path in zope.files if "egg-info" not in path],
            [DIST + "/zope/a/__init__.py", "/usr/share/shared/shared.py"],
        )
        world = self.world()
        self.assertEqual(world.distribution_of("/usr/share/shared/shared.py").key, "zope-a")
        self.assertIsNone(world.distribution_of(DIST + "/zope/b/__init__.py"))

    def test_the_packages_of_alpine(self):
        site = "/usr/lib/python3.11/site-packages"
        self.make(
            {
                site + "/idna-3.egg-info/PKG-INFO": "Name: idna\nVersion: 3\n",
                site + "/idna/__init__.py": "",
                site + "/idna/extra.py": "",
                "/lib/apk/db/installed": "P:musl\nF:lib\nR:ld-musl.so\n\n"
                "P:py3-idna\nF:usr/lib/python3.11/site-packages/idna\nR:__init__.py\n"
                "F:usr/lib/python3.11/site-packages/idna-3.egg-info\nR:PKG-INFO\n",
            }
        )
        (found,) = self.installed((site,)).every
        self.assertEqual(found.files, (site + "/idna-3.egg-info/PKG-INFO", site + "/idna/__init__.py"))

    def test_the_packages_of_conda(self):
        site = "/opt/conda/lib/python3.11/site-packages"
        inner = site[len("/opt/conda/") :]
        files = [inner + "/tool-1.egg-info", inner + "/tool/__init__.py", "bin/tool", "../../etc/passwd"]
        self.make(
            {
                site + "/tool-1.egg-info": "Name: tool\nVersion: 1\n",
                site + "/tool/__init__.py": "",
                site + "/tool/other.py": "",
                "/opt/conda/bin/tool": "",
                "/etc/passwd": "",
                "/opt/conda/conda-meta/tool-1-py311.json": json.dumps({"name": "tool", "files": files}),
                "/opt/conda/conda-meta/broken.json": '{"x-info": ',
                "/opt/conda/conda-meta/list.json": '["x-info"]',
            }
        )
        (found,) = self.installed((site,)).every
        self.assertEqual(found.files, ("/opt/conda/bin/tool", site + "/tool-1.egg-info", site + "/tool/__init__.py"))


class Several(DistributionCase):
    def tree(self):
        self.make(
            {
                "/site/x-2.dist-info/METADATA": "Name: X\nVersion: 2\n",
                "/site/x-2.dist-info/RECORD": "x/__init__.py,,\nx-2.dist-info/METADATA,,\n",
                "/site/x/__init__.py": "",
                "/site/x/__pycache__/__init__.cpython-311.pyc": "",
                "/site/x/generated.py": "",
                "/more/x-1.dist-info/METADATA": "Name: x\nVersion: 1\n",
                "/more/x-1.dist-info/RECORD": "x/__init__.py,,\n",
                "/more/x-1.dist-info/entry_points.txt": "[old]\na = x:a\n",
                "/more/x/__init__.py": "",
                "/more/y-1.dist-info/METADATA": "Name: y\n",
                "/more/y-1.dist-info/RECORD": "both/y.py,,\n",
                "/more/y-1.dist-info/entry_points.txt": "[plug]\na = both.y:a\n",
                "/more/z-1.dist-info/METADATA": "Name: z\n",
                "/more/z-1.dist-info/RECORD": "both/z.py,,\n",
                "/more/z-1.dist-info/entry_points.txt": "[console_scripts]\na = both.z:a\n",
                "/more/both/y.py": "",
                "/more/both/z.py": "",
                "/more/both/extra.py": "",
            }
        )
        return self.world(path=("/site", "/more"))

    def test_of_several_versions_the_first_counts(self):
        world = self.tree()
        self.assertEqual([(one.key, one.version) for one in world.distributions if one.key == "x"], [("x", "2")])
        self.assertEqual(world.distribution_of(self.root + "/more/x/__init__.py").version, "1")
        self.assertEqual(len(world.installed.every), 4)

    def test_files_that_no_list_has_belong_to_their_neighbours(self):
        world = self.tree()
        for name in ("generated.py", "__pycache__/__init__.cpython-311.pyc"):
            self.assertEqual(world.distribution_of(self.root + "/site/x/" + name).version, "2")
        self.assertIsNone(world.distribution_of(self.root + "/more/both/extra.py"))
        self.assertIsNone(world.distribution_of(self.root + "/elsewhere"))

    def test_who_provides_a_group(self):
        installed = self.tree().installed
        self.assertEqual([one.key for one in installed.providing("plug")], ["y"])
        self.assertEqual([one.key for one in installed.providing("*")], ["y"])
        self.assertEqual([one.key for one in installed.providing("old")], [])


if __name__ == "__main__":
    unittest.main()

"""What the result gets so that it can say what it lacks: the list, and the hook with its .pth file."""

import importlib.util
import marshal
import os
import stat
import unittest
from typing import Any

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import facts
import hints
import lacking
import layers
from folders import Folder, Layout
from gather import Source
from interpreter import Links
from ledger import NEVER_ASKED, Ledger
from made import ImageCase, Link
from patterns import Matcher, import_roots
from probe import Seen

LIBRARY = "/usr/lib/python3.11"
SITE = "/usr/lib/python3/dist-packages"


class Absence(ImageCase):
    def setUp(self):
        super().setUp()
        self.make(
            {
                "/bin": Link("usr/bin"),
                "/usr/bin/tac": "",
                LIBRARY + "/os.py": "",
                LIBRARY + "/wsgiref/util.py": "",
                LIBRARY + "/__pycache__/wsgi.cpython-311.pyc": "",
                LIBRARY + "/__pycache__/os.cpython-311.pyc": "",
                SITE + "/shop/__init__.py": "",
                SITE + "/shop/parts.py": "",
                SITE + "/shop/data/a.txt": "",
                "/opt/extra/deep/a.py": "",
                "/app/app.py": "",
                "/tmp/passing": "",
                "/etc/hosts": "",
                "/odd/a\tb": "",
                "/odd/c": "",
            }
        )

    def keep(self, *paths, drops=()):
        """A ledger of these paths, and of all of /app but what DROP takes."""
        imports = [LIBRARY, SITE, "/app"]
        self.layout = Layout([Folder(SITE, "packages", ""), Folder(LIBRARY, "runtime", "")], imports, [])
        self.ledger = Ledger(self.image, Matcher(self.image, list(drops), import_roots(imports)), self.findings)
        for path in paths:
            self.ledger.keep(path, "runtime", "kept")
        self.ledger.keep_tree("/app", "app", "WORKDIR", set())
        return self.ledger

    def added(self, ledger, path=(LIBRARY, SITE), site_packages=("/nowhere", SITE)):
        seen = Seen(list(path), "/usr", "/usr", "/usr", "/usr", "/usr/bin/python3", True, list(site_packages))
        nothing: Any = None
        python = facts.running()
        source = Source(self.image, python, nothing, nothing, seen, [], nothing, self.layout, [], nothing)
        return hints.items(source, ledger)

    def rows(self):
        text = lacking.text(self.image, self.ledger, self.layout).decode()
        self.assertTrue(text.endswith("/\n"))
        found = {}
        for line in text.splitlines():
            reason, folder, names = line.split("\t")
            found[reason, folder] = names.strip("/").split("/")
        return found

    def test_the_topmost_paths_stand_for_all_below(self):
        self.keep(LIBRARY + "/os.py", SITE + "/shop/__init__.py", "/bin/none")
        rows = self.rows()
        self.assertEqual(rows["module", LIBRARY], ["__pycache__", "wsgiref"])
        self.assertEqual(rows["module", SITE + "/shop"], ["data", "parts.py"])
        self.assertNotIn(("module", SITE), rows)
        self.assertEqual(rows["path", "/usr/bin"], ["tac"])
        self.assertEqual(rows["path", ""], ["odd"])

    def test_a_folder_that_the_system_shares_is_no_answer(self):
        self.keep()
        self.assertEqual(self.rows()["path", "/opt"], ["extra"])
        self.assertEqual(self.rows()["path", "/usr/lib"], ["python3", "python3.11"], "in no import folder")

    def test_what_passes_and_what_an_engine_supplies_is_not_listed(self):
        self.keep("/tmp", "/etc/passwd")
        text = lacking.text(self.image, self.ledger, self.layout).decode()
        for name in ("passing", "hosts"):
            self.assertNotIn(name, text)

    def test_drop_is_named_with_its_patterns(self):
        self.keep(SITE + "/shop", SITE + "/shop/__init__.py", drops=["shop.parts", SITE + "/*/parts.py", "/opt/*"])
        rows = self.rows()
        self.assertEqual(rows["DROP %s/*/parts.py, shop.parts" % SITE, SITE + "/shop"], ["parts.py"])
        self.assertEqual(rows["module", SITE + "/shop"], ["data"])
        self.assertEqual(rows["DROP /opt/*", "/opt"], ["extra"])

    def test_bytecode_goes_with_its_source(self):
        self.keep(LIBRARY + "/__pycache__/os.cpython-311.pyc")
        self.assertNotIn(".pyc", str(self.rows()))

    def test_a_name_that_would_break_a_line_is_passed_over(self):
        self.keep("/odd")
        self.assertEqual(self.rows()["path", "/odd"], ["c"])

    def test_nothing_is_added_where_nothing_was_left_out(self):
        ledger = self.keep(SITE, LIBRARY + "/os.py")
        for why in NEVER_ASKED:
            ledger.omit(LIBRARY + "/x" + why, why)
        self.assertEqual(self.added(ledger), [])
        ledger.omit(LIBRARY + "/wsgiref", "nothing of the program reaches it")
        self.assertNotEqual(self.added(ledger), [])

    def test_a_drop_that_takes_nothing_adds_nothing(self):
        self.assertEqual(self.added(self.keep(SITE, drops=["not.there"])), [])

    def test_the_hook_stands_where_site_reads_pth_files(self):
        ledger = self.keep(SITE, drops=["app"])
        paths = [item.path for item in self.added(ledger)]
        for path in (".pth", "", "/__init__.py", "/absent", "/listed.py", "/telling.py"):
            self.assertIn(SITE + "/kontain_hints" + path, paths)
        self.assertEqual(paths, sorted(paths))
        self.assertEqual(self.added(ledger, site_packages=[]), [], "-S")
        self.assertEqual(self.added(ledger, path=[LIBRARY]), [], "a folder that is not searched")
        self.assertEqual(self.added(self.keep(drops=["app"])), [], "a folder that is not kept")

    def test_an_image_that_has_the_hook_keeps_its_own(self):
        self.make({SITE + "/kontain_hints.pth": ""})
        self.assertEqual(self.added(self.keep(SITE, drops=["app"])), [])

    def test_the_tree_holds_it_as_roots_of_time_0_and_its_folders_as_in_the_source(self):
        os.utime(self.root + SITE, ns=(5, 7))
        ledger = self.keep(SITE, drops=["app"])
        added = self.added(ledger)
        for layer in ("runtime", "packages", "app"):
            os.makedirs(self.folder + "/out/" + layer)
        changes = layers.Changes("/usr/bin/python3", "/usr/bin/python3.km", Links([], []), {}, {}, False, added)
        sizes = layers.write(self.folder + "/out", self.image, ledger, changes, self.findings)
        tree = self.folder + "/out/app" + SITE
        self.assertEqual(os.lstat(tree).st_mtime_ns, 7)
        self.assertEqual(sizes["app"]["files"], len([item for item in added if item.text is not None]))
        for folder, folders, files in os.walk(tree):
            for name in folders + files:
                status = os.lstat(folder + "/" + name)
                mode = 0o755 if stat.S_ISDIR(status.st_mode) else 0o644
                facts_of = (stat.S_IMODE(status.st_mode), status.st_uid, status.st_gid, status.st_mtime_ns)
                self.assertEqual(facts_of, (mode, 0, 0, 0), name)
        self.assertEqual(list(self.messages()), [])

    def test_the_bytecode_is_what_import_takes(self):
        ledger = self.keep(SITE, drops=["app"])
        items = {item.path: item.text for item in self.added(ledger)}
        for level in ("", 1, 2):
            path = SITE + "/kontain_hints/__init__.py"
            data = items[importlib.util.cache_from_source(path, optimization=level)]
            self.assertEqual(data[:4], importlib.util.MAGIC_NUMBER)
            self.assertEqual(marshal.loads(data[16 if data[4:8] == b"\1\0\0\0" else 12 :]).co_filename, path)

    def test_equal_images_give_equal_files(self):
        first = self.added(self.keep(SITE, drops=["app"]))
        second = self.added(self.keep(SITE, drops=["app"]))
        self.assertEqual([(i.path, i.text) for i in first], [(i.path, i.text) for i in second])


if __name__ == "__main__":
    unittest.main()

"""PRUNE safe over made images: what the rules keep, what they leave out, and the reasons that they give."""

import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import report
from made import Link, Program
from pruned import INFO, PruneCase
from sources import LIBRARY, PACKAGES


class Pruning(PruneCase):
    def test_imports_of_every_form_are_followed_and_the_rest_is_left_out(self):
        text = "import a.b\nfrom c import d, e\ntry:\n    import f\nexcept ImportError:\n    pass\n"
        self.make({"/app/main.py": text})
        for path in ("a/__init__", "a/b", "a/x", "c/__init__", "c/d", "f", "g"):
            self.make({"%s/%s.py" % (PACKAGES, path): ""})
        self.make({PACKAGES + "/a/b.py": "from . import x\n", PACKAGES + "/c/__init__.py": "e = 1\n"})
        found = self.packages(self.prune())
        self.assertEqual(found, ["a/__init__.py", "a/b.py", "a/x.py", "c/__init__.py", "c/d.py", "f.py"])
        self.assertEqual(self.ledger.dropped[PACKAGES + "/g.py"].why, "nothing of the program reaches it")

    def test_a_reason_names_the_file_and_line_that_say_so(self):
        self.make({"/app/main.py": "\nimport a\n", PACKAGES + "/a.py": "x = 1\nimport b\n", PACKAGES + "/b.py": ""})
        self.prune()
        rows = {row["path"]: row for row in report.why(self.ledger, self.pruned.reached)["kept"]}
        self.assertEqual((rows[PACKAGES + "/b.py"]["from"], rows[PACKAGES + "/b.py"]["line"]), (PACKAGES + "/a.py", 2))
        self.assertEqual((rows[PACKAGES + "/a.py"]["from"], rows[PACKAGES + "/a.py"]["line"]), ("/app/main.py", 2))
        self.assertEqual(rows["/app/main.py"]["from"], None)

    def test_a_distribution_that_nothing_reaches_is_left_out_with_its_metadata(self):
        self.make({"/app/main.py": "import used\n"})
        self.install("used", {"used.py": ""})
        self.install("unused", {"unused/__init__.py": "", "unused/data.txt": "12345"})
        found = self.prune()
        self.assertIn(INFO % (PACKAGES, "used") + "METADATA", found)
        self.assertNotIn(INFO % (PACKAGES, "unused") + "METADATA", found)
        row = self.ledger.dropped[PACKAGES + "/unused"]
        self.assertEqual((row.why, row.files, row.bytes), (row.why, 2, 5))
        self.assertEqual(row.why, "nothing of the program reaches the distribution unused 1")

    def test_texts_of_the_application_count_anywhere_and_of_a_distribution_where_it_requires(self):
        self.make({"/app/main.py": "import one\nNAME = 'three.part.Class'\n"})
        self.install("one", {"one.py": "NAMES = ['two.part', 'four.part']\n"}, requires=["two"])
        for name in ("two", "three", "four"):
            self.install(name, {name + "/__init__.py": "", name + "/part.py": "", name + "/other.py": ""})
        found = self.packages(self.prune())
        self.assertEqual(
            found, ["one.py", "three/__init__.py", "three/part.py", "two/__init__.py", "two/part.py"]
        )

    def test_a_package_that_another_unit_names_stays_whole(self):
        self.make({"/app/main.py": "PLUGINS = ['plugged']\n"})
        self.install("plugged", {"plugged/__init__.py": "", "plugged/deep/__init__.py": "", "plugged/deep/a.py": ""})
        self.assertIn("plugged/deep/a.py", self.packages(self.prune()))

    def test_what_is_known_of_a_computed_name_leaves_its_candidates(self):
        self.make({"/app/main.py": "import lib\n"})
        text = "from importlib import import_module\ndef get(name):\n    return import_module('lib.backends.' + name)\n"
        self.install(
            "lib",
            {
                "lib/__init__.py": text,
                "lib/backends/__init__.py": "",
                "lib/backends/red.py": "",
                "lib/backends/blue.py": "",
                "lib/unrelated.py": "",
            },
        )
        found = self.packages(self.prune())
        self.assertIn("lib/backends/red.py", found)
        self.assertIn("lib/backends/blue.py", found)
        self.assertNotIn("lib/unrelated.py", found)
        self.assertEqual([(row.line, row.kind) for row in self.pruned.reached.undecided], [(3, "import_module")])

    def test_where_nothing_of_a_name_is_known_words_of_texts_choose_in_the_unit(self):
        self.make({"/app/main.py": "import lib\nlib.get('SpeedyReader')\n"})
        self.install(
            "lib",
            {
                "lib/__init__.py": "import importlib\ndef get(name):\n    return importlib.import_module(made(name))\n",
                "lib/speedy_reader.py": "",
                "lib/never_mentioned.py": "",
            },
        )
        found = self.packages(self.prune())
        self.assertIn("lib/speedy_reader.py", found)
        self.assertNotIn("lib/never_mentioned.py", found)

    def test_a_text_of_a_dot_and_what_is_not_known_is_a_module_only_where_names_with_dots_are_imported(self):
        self.make({"/app/main.py": "import plain, loading\n"})
        suffix = "import subprocess\ndef save(kind):\n    return f'.{kind}'\n"
        self.install("plain", {"plain/__init__.py": suffix, "plain/never.py": ""})
        telling = "import loading.load\ndef take(part):\n    return loading.load.load(f'.{part}')\n"
        load = "import importlib\ndef load(name):\n    return importlib.import_module(name, __package__)\n"
        parts = {"loading/__init__.py": telling, "loading/load.py": load, "loading/part.py": ""}
        self.install("loading", parts)
        found = self.packages(self.prune())
        self.assertNotIn("plain/never.py", found)
        self.assertIn("loading/part.py", found)

    def test_a_command_that_runs_a_module_that_is_not_known_keeps_what_texts_name(self):
        self.make({"/app/main.py": "import lib\nlib.start('lib.told')\n"})
        start = "import subprocess, sys\ndef start(name):\n    subprocess.run([sys.executable, '-m', name])\n"
        self.install("lib", {"lib/__init__.py": start + "WORD = 'other'\n", "lib/told.py": "", "lib/other_word.py": ""})
        found = self.packages(self.prune())
        self.assertIn("lib/told.py", found)
        self.assertNotIn("lib/other_word.py", found)

    def test_modules_that_are_called_tests_and_hold_none_are_listed_with_the_others(self):
        self.make({"/app/main.py": "import lib\n"})
        text = "import pkgutil\nfrom . import commands\nfound = list(pkgutil.iter_modules(commands.__path__))\n"
        kept = ["lib/__init__.py", "lib/commands/__init__.py", "lib/commands/benchmark/__init__.py",
                "lib/commands/benchmark/run.py", "lib/commands/build.py", "lib/commands/test.py"]  # fmt: skip
        left = ["lib/commands/tests/__init__.py", "lib/commands/tests/test_build.py"]
        self.install("lib", dict(dict.fromkeys(kept + left, ""), **{"lib/__init__.py": text}))
        self.assertEqual(self.packages(self.prune()), kept)

    def test_paths_below_the_prefix_stay(self):
        self.make({"/app/main.py": "import sys\nopen(sys.prefix + '/share/atlas/a.txt')\n"})
        self.make({"/usr/share/atlas/a.txt": "", "/usr/share/atlas/b.txt": "", "/usr/local/share/atlas/a.txt": ""})
        found = self.prune()
        self.assertIn("/usr/share/atlas/a.txt", found)
        self.assertIn("/usr/local/share/atlas/a.txt", found)
        self.assertNotIn("/usr/share/atlas/b.txt", found)

    def test_a_text_that_is_python_is_read_as_such(self):
        self.make({"/app/main.py": "exec(open('/opt/job.txt').read())\n", "/opt/job.txt": "from lib import part\n"})
        self.install("lib", {"lib/__init__.py": "", "lib/part.py": "", "lib/other.py": ""})
        self.assertEqual(self.packages(self.prune()), ["lib/__init__.py", "lib/part.py"])

    def test_a_folder_of_bytecode_is_no_package_whatever_a_text_says(self):
        self.make({"/app/main.py": "import importlib\nSKIPPED = ['__pycache__']\n"})
        compiled = PACKAGES + "/__pycache__/unused.cpython-311.pyc"
        self.make({PACKAGES + "/unused.py": "", compiled: ""})
        self.assertNotIn(compiled, self.prune())

    def test_a_packages_data_stay_with_it_and_not_those_of_a_package_in_it(self):
        self.make({"/app/main.py": "import lib\n"})
        files = ("lib/a.txt", "lib/templates/x/y.html", "lib/sub/__init__.py", "lib/sub/m.py", "lib/sub/data.txt")
        self.install("lib", dict.fromkeys(("lib/__init__.py", "lib/other.py") + files, ""))
        found = self.packages(self.prune())
        self.assertEqual(found, ["lib/__init__.py", "lib/a.txt", "lib/templates/x/y.html"])

    def test_bytecode_goes_with_its_source(self):
        self.make({"/app/main.py": "import used\n"})
        names = ("used.cpython-311.pyc", "used.cpython-311.opt-1.pyc", "used.cpython-39.pyc", "unused.cpython-311.pyc")
        self.make({"%s/%s.py" % (PACKAGES, name): "" for name in ("used", "unused")})
        self.make({"%s/__pycache__/%s" % (PACKAGES, name): "" for name in names})
        found = self.packages(self.prune())
        cached = ["__pycache__/used.cpython-311.opt-1.pyc", "__pycache__/used.cpython-311.pyc"]
        self.assertEqual(found, cached + ["used.py"])

    def test_entry_points_of_a_group_stay_with_their_distributions(self):
        text = "from importlib.metadata import entry_points\nentry_points(group='my.plugins')\n"
        self.make({"/app/main.py": text})
        self.install("asked", {"asked.py": ""}, entry_points="[my.plugins]\nx = asked:make\n")
        self.install("other", {"other.py": ""}, entry_points="[console_scripts]\nx = other:make\n")
        self.assertEqual(self.packages(self.prune()), ["asked.py"])

    def test_paths_that_code_names_stay_and_folders_of_the_system_do_not(self):
        self.make({"/app/main.py": "import lib\nopen('/srv/data/x.bin')\nFOLDER = '/usr/share'\n"})
        self.make({"/srv/data/x.bin": "", "/srv/data/y.bin": "", "/usr/share/other": ""})
        self.install("lib", {"lib.py": "CONF = '/etc/lib.d'\n"})
        self.make({"/etc/lib.d/a.conf": "", "/etc/lib.d/plug.py": "import late\n", PACKAGES + "/late.py": ""})
        found = self.prune()
        self.assertIn("/srv/data/x.bin", found)
        self.assertNotIn("/srv/data/y.bin", found)
        self.assertNotIn("/usr/share/other", found)
        self.assertIn("/etc/lib.d/a.conf", found)
        self.assertIn(PACKAGES + "/late.py", found)

    def test_a_folder_that_code_adds_to_the_path_is_imported_from(self):
        self.make({"/app/main.py": "import sys\nsys.path.insert(0, '/opt/more')\nimport extra\n"})
        self.make({"/opt/more/extra.py": "import lib\n", "/opt/more/data.txt": "", PACKAGES + "/lib.py": ""})
        found = self.prune()
        self.assertTrue({"/opt/more/extra.py", "/opt/more/data.txt", PACKAGES + "/lib.py"} <= found)

    def test_modules_and_files_that_only_the_environment_names_stay(self):
        self.make({"/app/main.py": ""})
        self.install("lib", {"lib/__init__.py": "", "lib/settings.py": ""})
        self.make({"/etc/app.conf": ""})
        found = self.prune(env={"APP_SETTINGS": "lib.settings", "APP_CONFIG": "/etc/app.conf"})
        self.assertTrue({PACKAGES + "/lib/settings.py", "/etc/app.conf"} <= found)

    def test_keep_of_a_module_brings_it_back_with_what_it_imports(self):
        self.make({"/app/main.py": ""})
        self.install("lib", {"lib/__init__.py": "", "lib/a.py": "import other\n", "lib/b.py": ""})
        self.install("other", {"other.py": ""})
        found = self.packages(self.prune(keeps=["lib.a"]))
        self.assertEqual(found, ["lib/__init__.py", "lib/a.py", "other.py"])

    def test_drop_wins_and_what_is_dropped_is_not_followed(self):
        self.make({"/app/main.py": "import a\n", PACKAGES + "/a.py": "import b\n", PACKAGES + "/b.py": ""})
        self.assertEqual(self.packages(self.prune(drops=["a"])), [])

    def test_a_module_beside_a_program_in_a_folder_of_the_system_stays(self):
        self.make({"/opt/tool.py": "import helper\nimport lib\n", "/opt/helper.py": "", "/opt/other.py": ""})
        self.install("lib", {"lib.py": ""})
        found = self.prune(["python3", "/opt/tool.py"], workdir="/")
        self.assertTrue({"/opt/tool.py", "/opt/helper.py", PACKAGES + "/lib.py"} <= found)
        self.assertNotIn("/opt/other.py", found)

    def test_only_programs_that_are_started_stay(self):
        self.make({"/usr/bin/tool": Program("#!/usr/bin/python3\nimport one\n"), PACKAGES + "/one.py": ""})
        self.make({"/usr/bin/other": Program("#!/usr/bin/python3\nimport two\n"), PACKAGES + "/two.py": ""})
        found = self.prune(["tool"], workdir="/")
        self.assertIn("/usr/bin/tool", found)
        self.assertNotIn("/usr/bin/other", found)
        self.assertEqual(self.packages(found), ["one.py"])

    def test_a_file_of_the_application_with_code_is_read_whatever_its_name(self):
        self.make({"/app/main.py": "", "/app/rules/two": "\nimport lib\n", "/app/rules/notes": "we import nothing\n"})
        self.install("lib", {"lib.py": ""})
        self.assertEqual(self.packages(self.prune()), ["lib.py"])

    def test_what_version_control_left_in_the_application_is_no_part_of_it(self):
        self.make({"/app/main.py": "", "/app/.git/HEAD": "", "/app/data/.gitkeep": "", "/app/x/.mypy_cache/y": ""})
        found = self.prune()
        self.assertIn("/app/data/.gitkeep", found)
        self.assertNotIn("/app/.git/HEAD", found)
        self.assertNotIn("/app/x/.mypy_cache/y", found)

    def test_a_file_that_cannot_be_read_makes_its_unit_stay(self):
        self.make({"/app/main.py": "import lib\n"})
        self.install("lib", {"lib/__init__.py": "this is no python\n", "lib/a.py": ""})
        self.assertEqual(self.packages(self.prune()), ["lib/__init__.py", "lib/a.py"])
        self.assertEqual([row.kind for row in self.pruned.reached.undecided], ["unread"])

    def test_the_library_keeps_what_is_reached_and_its_landmarks(self):
        tree = dict.fromkeys(("json/__init__.py", "json/decoder.py", "wave.py", "encodings/utf_8.py"), "")
        self.make({LIBRARY + "/" + path: text for path, text in tree.items()})
        self.make({LIBRARY + "/encodings/__init__.py": "", LIBRARY + "/lib-dynload": None})
        self.make({"/app/main.py": "import json\n", "/app/link": Link("/nowhere")})
        found = self.prune()
        self.assertTrue({LIBRARY + "/" + name for name in ("os.py", "lib-dynload", "encodings/utf_8.py")} <= found)
        self.assertIn(LIBRARY + "/json/__init__.py", found)
        self.assertNotIn(LIBRARY + "/wave.py", found)

    def test_what_a_trace_saw_is_followed_beside_what_reading_finds(self):
        self.make({"/app/main.py": "import a\n", PACKAGES + "/a.py": "", PACKAGES + "/b.py": "import c\n"})
        self.make({"%s/%s.py" % (PACKAGES, name): "" for name in "cd"})
        self.assertEqual(self.packages(self.prune(seen=self.trace("b.py"))), ["a.py", "b.py", "c.py"])
        rows = {row["path"]: row for row in report.why(self.ledger, self.pruned.reached)["kept"]}
        self.assertIn("TRACE line 3 imported it", rows[PACKAGES + "/b.py"]["why"])
        self.assertEqual(rows[PACKAGES + "/c.py"]["from"], PACKAGES + "/b.py")

    def test_strict_keeps_what_a_trace_saw_with_what_that_imports_and_no_more(self):
        self.make({"/app/main.py": "import pkg\n", "/app/unseen.py": "import other\n", PACKAGES + "/other.py": ""})
        names = "import importlib\nnames = ['x', 'y', input()]\nimportlib.import_module('pkg.by_name.' + names[2])\n"
        self.make({PACKAGES + "/pkg/__init__.py": names, PACKAGES + "/pkg/by_name/x.py": "import deep\n"})
        self.make({PACKAGES + "/pkg/by_name/y.py": "", PACKAGES + "/deep.py": ""})
        self.make({PACKAGES + "/pkg/read.txt": "", PACKAGES + "/pkg/unread.txt": ""})
        seen = self.trace("pkg/by_name/x.py", "pkg/read.txt")
        kept = self.packages(self.prune(level="strict", seen=seen))
        self.assertEqual(kept, ["deep.py", "pkg/__init__.py", "pkg/by_name/x.py", "pkg/read.txt"])
        self.assertLessEqual({"/app/main.py", "/app/unseen.py"}, set(self.ledger.entries))


if __name__ == "__main__":
    unittest.main()

"""What a result says at run time of what it lacks: on every python of this machine."""

import os
import unittest
from pathlib import Path

from hinted import HintedCase, dropped, kept, versions

CAUGHT = "try:\n    import %s\nexcept ImportError:\n    pass\n"


class EachVersion(HintedCase):
    """A claim that is tried with each version."""

    version = ""

    def each(self, rows):
        for self.version, python in versions().items():
            self.install(self.version, rows)
            yield self.version, python

    def _formatMessage(self, msg, standardMsg):
        return "Python %s: %s" % (self.version, super()._formatMessage(msg, standardMsg))


class Modules(EachVersion):
    def test_a_module_that_import_misses_is_said_once_though_the_program_catches_that(self):
        for _, python in self.each([("module", self.app, ["gone.py"])]):
            code = CAUGHT % "gone" + CAUGHT % "gone.sub" + "print('body')"
            expected = (0, "body\n", kept("the module gone (%s/gone.py)" % self.app, "gone"))
            self.assertEqual(self.start(python, "-c", code), expected)

    def test_what_drop_took_is_said_with_that_line_where_the_program_cannot_do_without(self):
        for _, python in self.each([("DROP gone, all.*", self.app, ["gone"])]):
            expected = dropped("the module gone (%s/gone)" % self.app, "DROP gone, all.*")
            self.assertEqual(self.said(python, CAUGHT % "gone"), "")
            code, _, said = self.start(python, "-c", CAUGHT % "gone" + "import gone")
            self.assertEqual((code, said.endswith("\n" + expected)), (1, True), said)

    def test_a_module_in_a_folder_that_analysis_knew_nothing_of_is_kept_by_its_path(self):
        for _, python in self.each([("path", "/nowhere/on earth", ["gone.py"])]):
            code = "import sys; sys.path.append('/nowhere/on earth')\n" + CAUGHT % "gone"
            expected = kept("the module gone (/nowhere/on earth/gone.py)", "'/nowhere/on earth/gone.py'")
            self.assertEqual(self.said(python, code), expected)

    def test_a_submodule_is_looked_for_in_its_package(self):
        os.mkdir(self.app + "/pkg")
        Path(self.app, "pkg", "__init__.py").write_text("")
        for _, python in self.each([("module", self.app + "/pkg", ["sub.cpython-x.so", "deep"])]):
            said = self.said(python, CAUGHT % "pkg.sub" + CAUGHT % "pkg.deep.er" + CAUGHT % "deep")
            self.assertEqual(said, kept("the module pkg.deep (%s/pkg/deep)" % self.app, "pkg.deep"))

    def test_a_compiled_module_is_known_by_this_interpreters_suffix(self):
        for version, python in self.each([]):
            suffix = self.start(python, "-c", "import _imp; print(_imp.extension_suffixes()[0])")[1].strip()
            self.install(version, [("module", self.app, ["_fast" + suffix])])
            expected = kept("the module _fast (%s/_fast%s)" % (self.app, suffix), "_fast")
            self.assertEqual(self.said(python, CAUGHT % "_fast"), expected)

    def test_find_spec_asks_as_import_does(self):
        for _, python in self.each([("module", self.app, ["gone.py"])]):
            code = "import importlib.util; print(importlib.util.find_spec('gone'))"
            expected = (0, "None\n", kept("the module gone (%s/gone.py)" % self.app, "gone"))
            self.assertEqual(self.start(python, "-c", code), expected)

    def test_nothing_is_said_of_what_the_source_never_had(self):
        for _, python in self.each([("module", self.app, ["gone.py", "gone-1.0.dist-info", "settings.toml"])]):
            code = "".join(CAUGHT % name for name in ("go", "gon", "gone_", "other", "settings", "winreg", "gone1"))
            self.assertEqual(self.start(python, "-c", code), (0, "", ""))

    def test_an_uncaught_error_names_a_folder_of_the_search_path_that_is_gone_as_a_whole(self):
        for _, python in self.each([("path", "/nowhere", ["lib"])]):
            said = self.said(python, "import sys; sys.path.append('/nowhere/lib/python'); import gone")
            self.assertEqual(said, kept("/nowhere/lib/python is in /nowhere/lib, which", "/nowhere/lib"))

    def test_names_that_are_not_ascii(self):
        for _, python in self.each([("module", self.app, ["größe.py"])]):
            code = CAUGHT % "gr\\u00f6\\u00dfe"
            code = "exec(%r)" % code.replace("import gr\\u00f6\\u00dfe", "__import__('gr\\u00f6\\u00dfe')")
            said = self.said(python, code, env={"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8"})
            path = self.app + "/größe.py"
            self.assertEqual(said, kept("the module größe (%s)" % path, "'%s'" % path), "KEEP takes it as a path")


class Files(EachVersion):
    def test_an_uncaught_error_is_followed_by_the_hint(self):
        for _, python in self.each([("path", self.app, ["data.txt"])]):
            quiet = self.start(python, "-c", "open('data.txt')", env={"KONTAIN_HINTS": "0"})
            self.assertTrue(quiet[2].endswith("No such file or directory: 'data.txt'\n"), quiet)
            path = self.app + "/data.txt"
            self.assertEqual(self.start(python, "-c", "open('data.txt')"), (1, "", quiet[2] + kept(path, path)))

    def test_a_file_in_a_folder_that_is_gone(self):
        for _, python in self.each([("DROP /nowhere/*", "/nowhere", ["deep"])]):
            said = self.said(python, "open('/nowhere/deep/er/data.txt')")
            self.assertEqual(said, dropped("/nowhere/deep/er/data.txt is in /nowhere/deep, which", "DROP /nowhere/*"))

    def test_a_path_is_followed_through_links(self):
        os.symlink("/nowhere", self.app + "/link")
        for _, python in self.each([("path", "/nowhere", ["data.txt"])]):
            said = self.said(python, "import os; os.stat('./x/../link/data.txt')")
            self.assertEqual(said, kept("/nowhere/data.txt", "/nowhere/data.txt"))

    def test_a_cause_counts(self):
        code = "try:\n    open('/nowhere/a')\nexcept OSError as error:\n    raise ValueError('no a') from error\n"
        suppressed = code.replace("/nowhere/a", "/nowhere/b").replace("from error", "from None")
        for _, python in self.each([("path", "/nowhere", ["a", "b"])]):
            self.assertEqual(self.said(python, code), kept("/nowhere/a", "/nowhere/a"))
            self.assertEqual(self.said(python, suppressed), kept("/nowhere/b", "/nowhere/b"))

    def test_a_thread_that_ends_by_one(self):
        code = (
            "import threading\nfor _ in 1, 2:\n"
            "    t = threading.Thread(target=open, args=('/nowhere/a',)); t.start(); t.join()\n"
        )
        for _, python in self.each([("path", "/nowhere", ["a"])]):
            self.assertEqual(self.said(python, code), kept("/nowhere/a", "/nowhere/a"))

    def test_an_error_that_a_server_logs(self):
        code = "import logging\ntry:\n    open('/nowhere/a')\nexcept OSError:\n    logging.exception('failed')\n"
        for _, python in self.each([("path", "/nowhere", ["a"])]):
            self.assertEqual(self.said(python, code), kept("/nowhere/a", "/nowhere/a"))
            quiet = self.start(python, "-c", code, env={"KONTAIN_HINTS": "0"})
            _, _, stderr = self.start(python, "-c", code)
            self.assertEqual(stderr.replace(kept("/nowhere/a", "/nowhere/a"), ""), quiet[2])

    def test_an_error_that_nobody_is_told_of_is_not_seen(self):
        code = "try:\n    open('/nowhere/a')\nexcept OSError:\n    pass\n"
        for _, python in self.each([("path", "/nowhere", ["a"])]):
            self.assertEqual(self.start(python, "-c", code), (0, "", ""))

    def test_a_program_that_was_to_be_started(self):
        for _, python in self.each([("path", "/usr/bin", ["no-such-program"])]):
            said = self.said(python, "import subprocess; subprocess.call(['no-such-program'])")
            self.assertEqual(said, kept("/usr/bin/no-such-program", "/usr/bin/no-such-program"))

    def test_a_shared_library(self):
        for _, python in self.each([("path", "/usr/lib", ["libnosuch.so.1"])]):
            said = self.said(python, "import ctypes; ctypes.CDLL('libnosuch.so.1')")
            self.assertEqual(said, kept("/usr/lib/libnosuch.so.1", "/usr/lib/libnosuch.so.1"))

    def test_what_is_there_by_now_is_not_missed(self):
        Path(self.app, "volume").write_text("")
        for _, python in self.each([("path", self.app, ["volume"])]):
            self.assertEqual(self.said(python, "raise FileNotFoundError(2, 'x', 'volume')"), "")

    def test_a_member_of_a_group(self):
        code = "raise ExceptionGroup('several', [ValueError(), FileNotFoundError(2, 'x', '/nowhere/a')])"
        for version, python in self.each([("path", "/nowhere", ["a"])]):
            if int(version.partition(".")[2]) >= 11:
                self.assertEqual(self.said(python, code), kept("/nowhere/a", "/nowhere/a"))


class NothingElse(EachVersion):
    """The program is as it would be without the hook."""

    ROWS = [("module", "/nowhere", ["gone.py"])]
    MISS = "import sys; sys.path.append('/nowhere')\n" + CAUGHT % "gone"

    def test_the_variable_turns_it_off(self):
        code = "import sys; print([type(f).__name__ for f in sys.meta_path], sys.excepthook)\n" + self.MISS
        for _, python in self.each(self.ROWS):
            code_and_out = self.start(python, "-c", code, env={"KONTAIN_HINTS": "0"})
            self.assertEqual(code_and_out[2], "")
            for name in ("'Finder'", "kontain"):
                self.assertNotIn(name, code_and_out[1])

    def test_the_hooks_look_untouched_to_who_puts_in_one_of_his_own(self):
        code = (
            "import sys, threading\n"
            "print(sys.excepthook is sys.__excepthook__)\n"
            "mine = getattr(threading, 'excepthook', None)\n"
            "print(mine is getattr(threading, '__excepthook__', mine))\n"
        )
        for _, python in self.each(self.ROWS):
            self.assertEqual(self.start(python, "-c", code), (0, "True\nTrue\n", ""))

    def test_the_module_traceback_is_its_loaders(self):
        code = (
            "import importlib.util, sys\nprint(importlib.util.find_spec('traceback').name)\nimport traceback\n"
            "print(type(traceback.__loader__).__name__, type(traceback.__spec__.loader).__name__)\n"
            "print([type(f).__name__ for f in sys.meta_path].count('Finder'))\n"
            "print(traceback.TracebackException.__init__.__name__)\n"
            "try:\n    1 / 0\nexcept Exception as error:\n    print(traceback.format_exc().splitlines()[-1])\n"
            "    print(traceback.TracebackException.from_exception(error))\n"
        )
        expected = "traceback\nSourceFileLoader SourceFileLoader\n1\n__init__\n"
        expected += "ZeroDivisionError: division by zero\ndivision by zero\n"
        for _, python in self.each(self.ROWS):
            self.assertEqual(self.start(python, "-c", code), (0, expected, ""))

    def test_no_standard_error(self):
        for version, python in self.each(self.ROWS):
            command = ["/bin/sh", "-c", 'exec "$0" -c "$1" 2>&-', python, self.MISS + "print('body')"]
            self.assertEqual(self.start(command[0], *command[1:])[:2], (0, "body\n"), version)
            code = "import sys, io; sys.stderr = %s\n" + self.MISS + "print('body')"
            for stderr in ("None", "object()", "io.open(sys.executable)"):
                quiet = self.start(python, "-c", code % stderr, env={"KONTAIN_HINTS": "0"})
                self.assertEqual(self.start(python, "-c", code % stderr), quiet)
                self.assertEqual(quiet[1], "body\n")

    def test_a_list_that_cannot_be_read(self):
        for version, python in self.each(self.ROWS):
            os.unlink(self.site(version) + "/kontain_hints/absent")
            self.assertEqual(self.start(python, "-c", self.MISS), (0, "", ""))
            self.assertTrue(self.start(python, "-c", "open('/nowhere/gone.py')")[2].endswith("'/nowhere/gone.py'\n"))

    def test_optimised_forked_spawned_and_in_an_interpreter_of_its_own(self):
        said = kept("the module gone (/nowhere/gone.py)", "gone")
        fork = "import os, sys\nif os.fork():\n    os.wait(); sys.exit()\n" + self.MISS
        spawn = (
            "import multiprocessing\ndef work():\n    import sys; sys.path.append('/nowhere')\n    try: import gone\n"
            "    except ImportError: pass\nif __name__ == '__main__':\n"
            "    p = multiprocessing.get_context('spawn').Process(target=work); p.start(); p.join()\n"
        )
        Path(self.app, "spawn.py").write_text(spawn)
        inner = "import _xxsubinterpreters as i; i.run_string(i.create(), %r)" % self.MISS
        for version, python in self.each(self.ROWS):
            self.assertEqual(self.said(python, self.MISS, "-OO"), said)
            self.assertEqual(self.said(python, fork), said)
            self.assertEqual(self.start(python, "spawn.py"), (0, "", said))
            if version in ("3.8", "3.9", "3.10", "3.11", "3.12"):
                self.assertEqual(self.said(python, inner), said)

    def test_a_programs_own_excepthook_stays(self):
        code = "import sys; sys.excepthook = lambda *words: print('mine', words[0].__name__)\nopen('/nowhere/gone.py')"
        for _, python in self.each(self.ROWS):
            self.assertEqual(self.start(python, "-c", code), (1, "mine FileNotFoundError\n", ""))

    def test_exit_codes(self):
        for _, python in self.each(self.ROWS):
            self.assertEqual(self.start(python, "-c", "raise SystemExit(7)"), (7, "", ""))
            self.assertEqual(self.start(python, "-c", "import sys; sys.exit('text')"), (1, "", "text\n"))

    def test_a_start_loads_one_file_of_it_and_nothing_else(self):
        code = (
            "import sys, os, site\nsys.path.append(%r)\nbefore = set(sys.modules)\n"
            "import kontain_hints\nprint(sorted(set(sys.modules) - before))\n"
        )
        for version, python in self.each(self.ROWS):
            expected = (0, "['kontain_hints']\n", "")
            self.assertEqual(self.start(python, "-S", "-c", code % self.site(version)), expected)


if __name__ == "__main__":
    unittest.main()

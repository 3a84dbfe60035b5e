import os
import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import facts
import gather
import interpreter
import program
import request
import scripts
import subprocesses
from folders import Folder, Layout
from ledger import Ledger
from made import ImageCase, Link, Program, elf
from patterns import Matcher, import_roots
from probe import Seen

TOOLS = ("dash", "git", "head", "env", "sudo", "timeout", "ffmpeg", "perl", "sed", "xargs", "find", "rm")


class Subprocesses(ImageCase):
    def setUp(self):
        super().setUp()
        self.make({"/usr/bin/" + name: elf(needed=["libc.so.6"]) for name in TOOLS})
        self.make(
            {
                "/bin": Link("usr/bin"),
                "/usr/bin/sh": Link("dash"),
                "/usr/bin/python3.11": elf(interpreter="/lib64/ld-linux-x86-64.so.2"),
                "/usr/bin/python3": Link("python3.11"),
                "/opt/bin/special": elf(needed=["libm.so.6"]),
            }
        )

    def keep(self, *argv, drops=(), **files):
        """The tools that are kept, for an application with these files (``_`` is a slash)."""
        self.make({"/app/" + name.replace("_", "/") + ".py": text for name, text in files.items()})
        env = {"PATH": "/opt/bin:/usr/bin"}
        config = request.Config([], list(argv) or ["python3", "app.py"], env, "/app", "")
        asked = request.Request("/usr/bin/python3", config, "auto", "none", [], list(drops), {}, None)
        found = interpreter.identify(self.image, "/usr/bin/python3")
        python = facts.running()._replace(version="3.11.2")
        started = program.find(self.image, asked, found, python, self.findings)
        seen = Seen([], "/usr", "/usr", "/usr", "/usr", "/usr/bin/python3", True, [])
        layout = Layout([Folder("/app", "app", "WORKDIR")], [], ["/usr"])
        links = interpreter.Links([], [])
        source = gather.Source(self.image, python, found, started, seen, ["/usr/bin"], links, layout, [], "")
        self.ledger = Ledger(self.image, Matcher(self.image, list(drops), import_roots([])), self.findings)
        self.ledger.keep_tree("/app", "app", "WORKDIR", set())
        self.ledger.keep("/usr/local/bin/x", "app", scripts.WHY)
        return [tuple(tool) for tool in subprocesses.keep(source, self.ledger, self.findings)]

    def why(self, path):
        return self.ledger.reasons[path].why

    def test_a_named_tool_is_kept_with_the_line_that_starts_it(self):
        found = self.keep(app="import subprocess\n\nsubprocess.run(['ffmpeg', '-i', x])\n")
        self.assertEqual(found, [("/usr/bin/ffmpeg", "app.py:3")])
        self.assertEqual(self.why("/usr/bin/ffmpeg"), ["app.py:3 starts it"])
        self.assertEqual(self.ledger.entries["/usr/bin/ffmpeg"].layer, "runtime")
        self.assertEqual(self.codes(), [])

    def test_path_is_the_programs(self):
        self.assertEqual(self.keep(app="import os\nos.execvp('special', ['special'])")[0][0], "/opt/bin/special")

    def test_a_shells_text_is_read_and_the_shell_kept(self):
        found = self.keep(app="import os\nos.system(f'git -C {x} log | head -n {y}')\n")
        self.assertEqual([path for path, _ in found], ["/usr/bin/dash", "/usr/bin/git", "/usr/bin/head"])
        self.assertIn("/usr/bin/sh", self.ledger.entries)
        self.assertIn("/bin", self.ledger.entries)
        self.assertEqual(self.codes(), [])

    def test_wrappers_and_what_they_start(self):
        text = "import subprocess as s\ns.run(['sudo', '-u', 'web', 'timeout', '5', 'git'])\ns.run('env A=1'.split())"
        found = self.keep(app=text.replace("A=1", "A=1 git"))
        names = ["/usr/bin/env", "/usr/bin/git", "/usr/bin/sudo", "/usr/bin/timeout"]
        self.assertEqual([path for path, _ in found], names)

    def test_tools_that_start_what_stands_after_an_option(self):
        text = "import os\nos.system('find /x -type f -exec rm -f {} +; git ls | xargs -0 -n 1 sed -i s/a/b/')"
        found = [path.rpartition("/")[2] for path, _ in self.keep(app=text)]
        self.assertEqual(found, ["dash", "find", "git", "rm", "sed", "xargs"])

    def test_a_word_that_is_a_programs_name_is_no_start(self):
        found = self.keep(app="import subprocess\nsubprocess.run(['git', 'head', 'sed'])\n")
        self.assertEqual([path for path, _ in found], ["/usr/bin/git"])

    def test_a_script_is_kept_with_its_interpreter_and_what_it_calls(self):
        self.make(
            {
                "/usr/local/x.sh": Program("#!/bin/sh\nset -e\ngit log\n/usr/local/y.pl\n"),
                "/usr/local/y.pl": Program("#!/usr/bin/perl -w\n"),
            }
        )
        found = self.keep(app="import subprocess\nsubprocess.call('/usr/local/x.sh')\n")
        self.assertEqual([path for path, _ in found], ["/usr/bin/dash", "/usr/bin/git", "/usr/bin/perl"])
        self.assertEqual(self.ledger.entries["/usr/local/x.sh"].layer, "app")
        self.assertEqual(self.why("/usr/bin/perl"), ["app.py:2 starts it"])

    def test_this_python_needs_nothing(self):
        text = "import os, subprocess, sys\nsubprocess.run([sys.executable, '-m', 'x'])\nos.execv(sys.executable, a)\n"
        self.assertEqual(self.keep(app=text + "subprocess.run(['python3', 'x'])\nsubprocess.run(['python'])\n"), [])
        self.assertEqual(self.codes(), [])

    def test_another_python_is_said(self):
        self.make({"/usr/bin/python2.7": elf(needed=["libz.so"])})
        self.assertEqual(self.keep(app="import os\nos.system('python2.7 x.py')\n"), [("/usr/bin/dash", "app.py:2")])
        expected = "the application starts another python, which is left out: /usr/bin/python2.7 (app.py:2)"
        self.assertEqual(self.messages(), [expected])

    def test_what_cannot_be_named_is_said_once(self):
        self.keep(
            app="import os, subprocess as s\ns.run(cmd)\ns.run(['sudo', tool])\nos.system('git log | ' + x)\n",
            lib_a="import os\nos.system('$PAGER x')\n",
            lib_b="import shutil\nshutil.which(x)\n",
        )
        start = "the application starts programs that only a run can name: "
        self.assertEqual(self.messages(), [start + "app.py:2, app.py:3, app.py:4, lib/a.py:2"])
        self.assertEqual(self.codes(), ["subprocess-unknown"])

    def test_of_many_places_the_first_are_named(self):
        self.keep(app="import os\n" + "os.system(x)\n" * 30)
        self.assertTrue(self.messages()[0].endswith("app.py:11 and 20 more"), self.messages())

    def test_tests_and_packages_are_no_warnings(self):
        text = "import os\nos.system(x)\nos.system('git')\n"
        self.make({"/usr/local/share/x.py": "import os\nos.system('perl')", "/usr/local/bin/x": Link("../share/x.py")})
        found = self.keep(tests_x=text, conftest=text, **{"env_lib_site-packages_p_q": text.replace("git", "ffmpeg")})
        self.assertEqual([path for path, _ in found], ["/usr/bin/dash", "/usr/bin/git"])
        self.assertEqual(self.codes(), [])

    def test_a_tool_that_is_absent_or_dropped_is_not_kept(self):
        text = "import subprocess\nsubprocess.run(['nothing'])\nsubprocess.run(['git'])\n"
        self.assertEqual(self.keep(app=text, drops=["/usr/bin/git"]), [])
        self.assertEqual(self.codes(), [])

    def test_a_relative_path_is_seen_from_where_it_starts(self):
        self.make({"/app/bin/own": elf(), "/srv/bin/own": elf()})
        found = self.keep(app="import subprocess as s\ns.run(['./bin/own'])\ns.run('bin/own', cwd='/srv')\n")
        self.assertEqual(found, [("/app/bin/own", "app.py:2"), ("/srv/bin/own", "app.py:3")])

    def test_what_python_is_told_to_run_is_read_whatever_its_name(self):
        self.make({"/app/tool": "import os\nos.system('git')\n"})
        self.assertEqual(self.keep("python3", "tool")[-1], ("/usr/bin/git", "tool:2"))
        found = self.keep("python3", "-c", "import os; os.system('ffmpeg')")
        self.assertEqual(found[-1], ("/usr/bin/ffmpeg", "python -c:1"))

    def test_files_that_only_call_a_helper_are_read_too(self):
        found = self.keep(
            helper="import subprocess\ndef do(*words):\n    subprocess.run(words)\n",
            a="import helper\nhelper.do('git', 'log')\n",
            b="import c\nc.deep('ffmpeg')\n",
            c="from helper import do\ndef deep(tool):\n    do(tool)\n",
        )
        self.assertEqual(found, [("/usr/bin/ffmpeg", "b.py:2"), ("/usr/bin/git", "a.py:2")])
        self.assertEqual(self.codes(), [])

    def test_files_beyond_the_limit_are_said(self):
        self.make({"/app/m%d.py" % n: "" for n in range(5)})
        before, subprocesses.MOST_FILES = subprocesses.MOST_FILES, 3
        try:
            self.keep(app="import os\nos.system('git')\n")
        finally:
            subprocesses.MOST_FILES = before
        self.assertIn("of the application's 6 Python files only 3 were read", self.messages()[0])

    def test_odd_files_are_passed_over(self):
        self.make({"/app/big.py": b"import os\nos.system('git')\n" + b"#" * (1 << 20), "/app/l.py": Link("/none")})
        os.mkdir(self.root + "/app/folder.py")
        self.assertEqual(self.keep(app="print 'os.system'\n"), [])
        self.assertEqual(self.codes(), [])


if __name__ == "__main__":
    unittest.main()

import ast
import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import bindings
import constants
import starts

ENV = {"PATH": "/usr/bin", "TOOL": "/opt/tool"}
OPEN = constants.HOLE
# A file's text, and the words of what it starts.
STARTS = (
    ("import subprocess\nsubprocess.run(['ffmpeg', '-i', x])", ["ffmpeg -i ?"]),
    ("import subprocess as sp\nsp.check_output(('git', 'log'))", ["git log"]),
    ("from subprocess import Popen as P\nP(args=['git'])", ["git"]),
    ("from subprocess import *\ncall(['git'])", ["git"]),
    ("import subprocess\nsubprocess.check_call('pdftotext')", ["pdftotext"]),
    ("import subprocess\nsubprocess.run('git log | head', shell=True)", ["/bin/sh -c git log | head"]),
    ("import subprocess\nsubprocess.run(['git log', 'x'], shell=True)", ["/bin/sh -c git log"]),
    ("import subprocess\nsubprocess.run('git log', shell=flag)", ["/bin/sh -c git log"]),
    ("import subprocess\nsubprocess.run(['git'], shell=flag)", ["git"]),
    ("import subprocess\nsubprocess.run('a', shell=True, executable='/bin/bash')", ["/bin/bash -c a"]),
    ("import subprocess\nsubprocess.run(['me', 'x'], executable='/bin/tool')", ["/bin/tool x"]),
    ("from subprocess import *\ngetoutput('id')\ngetstatusoutput(cmd='w')", ["/bin/sh -c id", "/bin/sh -c w"]),
    ("import os\nos.system('git log')\nos.popen('id')", ["/bin/sh -c git log", "/bin/sh -c id"]),
    ("import os.path\nos.system('id')", ["/bin/sh -c id"]),
    ("from os import execvp\nexecvp('git', ['git', 'log'])", ["git log"]),
    ("import os\nos.execlp('git', 'git', 'log')\nos.execle('/bin/x', 'x', {})", ["git log", "/bin/x ?"]),
    ("import os\nos.spawnlp(os.P_WAIT, 'git', 'git', 'log')", ["git log"]),
    ("import os\nos.spawnvpe(os.P_WAIT, 'git', ['git', 'log'], {})", ["git log"]),
    ("import os\nos.posix_spawn('/bin/x', ['x', 'y'], os.environ)", ["/bin/x y"]),
    ("import asyncio\nasync def f():\n await asyncio.create_subprocess_exec('pdftotext', p, '-')", ["pdftotext ? -"]),
    ("import asyncio\nasync def f():\n await asyncio.create_subprocess_shell('git log')", ["/bin/sh -c git log"]),
    ("import asyncio\nasync def f(cmd):\n c = ['git', 'x']\n await asyncio.create_subprocess_exec(*c)", ["git x"]),
    ("from asyncio.subprocess import create_subprocess_exec as e\ne('git')", ["git"]),
    ("import pty\npty.spawn('/bin/bash')\npty.spawn(['git', 'x'])", ["/bin/bash", "git x"]),
    ("import shutil\nshutil.which('git')\nshutil.which(name)", ["git"]),
    ("import subprocess\nsubprocess.run(x)\nsubprocess.run(**x)\nsubprocess.run(*x)", ["?", "?", "?"]),
    ("import subprocess as s\nrun = s.run\nrun(['git'])", ["git"]),
    ("import os\npartial(os.system, 'id')\npool.submit(os.system)", ["/bin/sh -c id", "/bin/sh -c ?"]),
    ("import subprocess as s\nThread(target=s.run, args=(['git', 'x'],)).start()", ["git x"]),
    ("import subprocess as s\nisinstance(x, s.Popen)\nx: s.Popen = f(y)", []),
    ("import os\nrun = 1\nrun('a')\nos.getcwd()\nother.system('b')\nsystem('c')", []),
)
# An expression after some lines, and what it comes to: words with a slash between them, or a text.
VALUES = (
    ("", "shlex.split('git log -n 1')", ["git/log/-n/1"]),
    ("", "'git log'.split()", ["git/log"]),
    ("GIT = 'git'", "[GIT, 'x']", ["git/x"]),
    ("GIT: str = 'git'", "GIT", ["git"]),
    ("A, B = 'git', 'hg'", "[B]", ["hg"]),
    ("cmd = ['git']\ncmd += ['x']", "cmd", ["git"]),
    ("cmd = ['git'] if x else ['hg', '-v']", "cmd", ["git", "hg/-v"]),
    ("for t in ('git', 'hg'):\n pass", "t", ["git", "hg"]),
    ("for t in some():\n pass", "t", ["?"]),
    ("with open(x) as t:\n pass", "t", ["?"]),
    ("", "f'git -C {path} log'", ["git -C ? log"]),
    ("D = '/opt'", "f'{D}/bin/x'", ["/opt/bin/x"]),
    ("", "'git %s %-5d' % (a, b)", ["git ? ?"]),
    ("", "'git {} {x}'.format(a)", ["git ? ?"]),
    ("", "'git ' + x", ["git ?"]),
    ("", "['git'] + x + ['y']", ["git/?/y"]),
    ("", "['git', *x]", ["git/?"]),
    ("BASE = ['nice', 'git']", "[*BASE, 'x']", ["nice/git/x"]),
    ("", "' '.join(['git', 'x'])", ["git x"]),
    ("", "os.environ.get('TOOL', 'no')", ["/opt/tool"]),
    ("", "os.getenv('NONE', 'git')", ["git"]),
    ("", "os.getenv('NONE') or 'git'", ["git"]),
    ("", "os.environ['TOOL']", ["/opt/tool"]),
    ("", "os.environ['NONE']", ["?"]),
    ("", "shutil.which('git') or 'hg'", ["git", "hg"]),
    ("", "[sys.executable, '-m', 'x']", ["/usr/bin/python3/-m/x"]),
    ("", "[str(Path(__file__).parent / 'bin' / 'x')]", ["/app/bin/x"]),
    ("", "os.path.join(os.path.dirname(os.path.abspath(__file__)), 'x')", ["/app/x"]),
    ("", "[b'git', 1]", ["git/1"]),
    ("a = a + a\nb = [a, b]", "b", ["??/?"]),
    ("def f(p='x'):\n pass", "p", ["?"]),
    ("class A:\n TOOL = 'git'\n def f(self):\n  self.other = 'hg'", "self.TOOL + self.other", ["githg"]),
    ("", "self.unknown", ["?"]),
    ("", "lambda: 1", ["?"]),
)
IMPORTS = "import os, shlex, shutil, sys\nfrom pathlib import Path\n"


def reading(text, path="/app/app.py"):
    module = bindings.read(path, text.encode())
    assert module is not None
    return constants.Reading(module, ENV, "/usr/bin/python3", {})


class Starts(unittest.TestCase):
    def found(self, *texts):
        readings = [reading(text, path) for path, text in texts]
        found = starts.find(readings, starts.functions(readings))
        return [("%s:%d" % (s.path, s.line), " ".join(s.words).replace(OPEN, "?")) for s in found]

    def test_every_way_to_start_a_program(self):
        for text, expected in STARTS:
            with self.subTest(text):
                self.assertEqual([words for _, words in self.found(("/app/app.py", text))], expected)

    def test_what_expressions_come_to(self):
        for lines, expression, expected in VALUES:
            with self.subTest(expression, lines=lines):
                one = reading(IMPORTS + lines + "\n_(" + expression + ")\n")
                named = [c for c in one.module.calls if isinstance(c[0].func, ast.Name) and c[0].func.id == "_"]
                call, scope = named[0]
                found = constants.values(one, call.args[0], scope)
                texts = [value if isinstance(value, str) else "/".join(value) for value in found]
                self.assertEqual([text.replace(OPEN, "?") for text in texts], expected)

    def test_names_are_those_of_the_innermost_function(self):
        text = "import os\nc = 'a'\ndef f():\n c = 'b'\n def g():\n  os.system(c)\n  return c\nos.system(c)\n"
        self.assertEqual([words for _, words in self.found(("/a.py", text))], ["/bin/sh -c b", "/bin/sh -c a"])

    def test_a_function_that_hands_on_its_parameter_is_one_more_way(self):
        text = (
            "import subprocess\n"
            "def run(log, *args, **options):\n return subprocess.run(args, **options)\n"
            "def tool(name):\n subprocess.run([name, '-v'])\n"
            "def deep(c):\n return sh(c)\n"
            "def sh(c):\n subprocess.run(c, shell=True)\n"
            "run(1, 'git', 'log')\ntool('hg')\ndeep('id | w')\nsh(unknown)\n"
        )
        expected = ["git log", "hg", "/bin/sh -c id | w", "/bin/sh -c ?"]
        self.assertEqual([words for _, words in self.found(("/app/app.py", text))][-4:], expected)
        self.assertEqual([line for line, words in self.found(("/app/app.py", text)) if words == "?"], [])

    def test_of_methods_and_of_other_files_too(self):
        helper = "import subprocess as s\nclass R:\n def do(self, c):\n  s.run(c)\ndef go(c):\n s.run(c)\n"
        user = "from .helper import go, R\nimport pkg.helper\ngo(['a'])\npkg.helper.go(['b'])\nR().do(['c'])\nx.do(y)\n"
        found = self.found(("/app/pkg/helper.py", helper), ("/app/pkg/user.py", user))
        self.assertEqual([words for _, words in found], ["a", "b", "c"])

    def test_without_a_caller_it_is_open(self):
        self.assertEqual(self.found(("/a.py", "import os\ndef f(c):\n os.system(c)\n")), [("/a.py:3", "/bin/sh -c ?")])

    def test_a_file_that_does_not_parse_is_none(self):
        for text in (b"print 'x'\n", b"\0", b"# coding: none\n", b"(" * 5000, b"x = " + b"-" * 100000 + b"1"):
            self.assertIsNone(bindings.read("/a.py", text))

    def test_long_and_deep_texts_end(self):
        deep = "import os\nx = " + "+".join(["'a'"] * 900) + "\nos.system(x)\n"
        self.assertTrue(self.found(("/a.py", deep))[0][1].startswith("/bin/sh -c ?"))
        many = "import os\n" + "".join("x = ['%d', y, x, x]\ny = x + x\n" % n for n in range(200)) + "os.system(x)\n"
        self.assertLess(len(self.found(("/a.py", many))), 100)


if __name__ == "__main__":
    unittest.main()

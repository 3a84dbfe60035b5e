"""Both steps of a check, by every CPython that is here: in one root, from which things are taken away in between."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Tuple

import checker_path
import pythons

RUN = """
import sys
sys.path[:0] = [{checker!r}, {runner!r}, {analyzer!r}]
import {side}
sys.exit({side}.run({base!r}{more}))
"""


class Case:
    """An application in a folder of its own, of which all stays but what ``left`` names."""

    def __init__(self, python: str, folder: str) -> None:
        self.python = python
        self.base = folder + "/base"
        self.app = folder + "/app"
        for name in ("request", "plan", "out", "kept/app", "kept/packages", "kept/runtime"):
            os.makedirs("%s/%s" % (self.base, name))
        os.makedirs(self.app)

    def write(self, path: str, text: str) -> None:
        file = Path(self.app, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def ask(self, lines: Optional[List[Dict[str, Any]]], drop: List[str]) -> None:
        config = {"entrypoint": None, "cmd": ["x"], "env": ["PATH=/usr/bin:/bin"], "workdir": self.app, "user": ""}
        blank = {"argv": None, "line": None, "shell": ["/bin/sh", "-c"], "http": None, "port": None, "timeout": 20}
        request = {
            "config": dict(config, ports=[]),
            "checks": None if lines is None else [dict(blank, **line) for line in lines],
            "drop": drop,
            "history": [],
        }
        plan = {
            "program": {"executable": self.python, "flags": ["-S"], "path": [self.app] + self.library()},
            "interpreter": {"path": self.python},
            "modules": [],
            "python": {"version": "3"},
        }
        Path(self.base, "request/request.json").write_text(json.dumps(request))
        Path(self.base, "plan/plan.json").write_text(json.dumps(plan))

    def library(self) -> List[str]:
        code = "import sys, json; print(json.dumps([p for p in sys.path if p]))"
        return json.loads(subprocess.check_output([self.python, "-S", "-E", "-s", "-c", code]).decode())

    def keep(self, *left: str) -> None:
        kept = self.base + "/kept/app" + os.path.realpath(self.app)
        shutil.copytree(self.app, kept)
        for path in left:
            os.remove("%s/%s" % (kept, path))

    def run(self, side: str) -> "subprocess.CompletedProcess[str]":
        root = str(checker_path.ROOT)
        text = RUN.format(
            checker=root + "/checker",
            runner=root + "/runner",
            analyzer=root + "/analyzer",
            side=side,
            base=self.base,
            more=", %r" % self.app if side == "source" else "",
        )
        command = [self.python, "-E", "-s", "-S", "-B", "-c", text]
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)

    def both(self, *left: str) -> Tuple[int, str]:
        """The source's side, then the result's without what ``left`` names; the exit code and the log of the second."""
        self.keep(*left)
        source = self.run("source")
        if source.returncode:
            return source.returncode, source.stdout
        os.rename(self.base + "/out", self.base + "/run")
        for path in left:
            os.remove("%s/%s" % (self.app, path))
        result = self.run("result")
        return result.returncode, source.stdout + "-- result --\n" + result.stdout


Test = Callable[["Whole", Case], None]


def by(versions: List[str]) -> Callable[[Test], Callable[["Whole"], None]]:
    """Runs a test by each of these pythons, in a folder that everybody can read."""

    def decorated(test: Test) -> Callable[["Whole"], None]:
        def run(self: "Whole") -> None:
            for version in versions:
                with self.subTest(version), tempfile.TemporaryDirectory() as folder:
                    os.chmod(folder, 0o755)
                    test(self, Case(pythons.found()[version], folder))

        run.__name__ = test.__name__
        return run

    return decorated


EVERY = [version for version in pythons.VERSIONS if version in pythons.found() and version != "2.7"]
OLD_AND_NEW = [EVERY[0], EVERY[-1]]


class Whole(unittest.TestCase):
    @by(EVERY)
    def test_what_imports_in_both_passes(self, case: Case) -> None:
        case.write("good.py", "import json\n")
        case.write("fails.py", "raise RuntimeError('no database')\n")
        case.write("ends.py", "import os\nos._exit(7)\n")
        case.write("leaves.py", "import sys\nsys.exit('usage')\n")
        case.write("prints.py", "print('x' * 100000)\n")
        case.write("pkg/__init__.py", "")
        case.ask(None, [])
        code, log = case.both()
        self.assertEqual(code, 0, log)
        self.assertIn("3 of 6 modules that stay import", log)
        self.assertIn("not asked of the result: fails: RuntimeError: no database", log)
        self.assertIn("not asked of the result: ends: its process ended with exit code 7", log)
        self.assertIn("3 of 3 modules import", log)

    @by(OLD_AND_NEW)
    def test_a_server_that_an_import_starts_is_not_waited_for(self, case: Case) -> None:
        case.write("serves.py", "import socket\ns = socket.socket()\ns.bind(('', 0))\ns.listen(1)\ns.accept()\n")
        case.ask(None, [])
        code, log = case.both()
        self.assertEqual(code, 0, log)
        self.assertIn("not asked of the result: serves: its import starts a server", log)

    @by(EVERY)
    def test_a_module_that_is_gone_is_named_with_its_keep_line(self, case: Case) -> None:
        case.write("main.py", "import shop.parts.answer\n")
        for path in ("shop/__init__.py", "shop/parts/__init__.py", "shop/parts/answer.py"):
            case.write(path, "")
        case.ask(None, ["shop.parts.*"])
        code, log = case.both("shop/parts/answer.py")
        self.assertEqual(code, 10, log)
        last = log.splitlines()[-1]
        wanted = "the source has %s/shop/parts/answer.py, the result does not; this line brings it: KEEP %s"
        self.assertIn(wanted % (os.path.realpath(case.app), "shop.parts.answer"), last)
        self.assertTrue(last.endswith("(once DROP shop.parts.* is gone, which wins over it)"), last)

    @by(OLD_AND_NEW)
    def test_a_command_is_held_to_its_output_and_exit_code(self, case: Case) -> None:
        case.write("data.json", "{}")
        code = "import sys; print(open('data.json').read()); print('e', file=sys.stderr); sys.exit(3)"
        case.ask([{"argv": [case.python, "-c", "pass"]}, {"argv": [case.python, "-c", code]}], [])
        code, log = case.both("data.json")
        self.assertEqual(code, 11, log)
        self.assertIn("the same: exit code 0, 0 bytes of stdout", log)
        self.assertIn("FileNotFoundError: [Errno 2] No such file or directory: 'data.json'", log)
        self.assertIn("ends with exit code 3 in the source, and with exit code 1 in the result", log)
        self.assertIn("this line brings it: KEEP %s/data.json" % os.path.realpath(case.app), log)

    @by(OLD_AND_NEW)
    def test_a_program_that_the_result_lacks_is_a_difference_and_the_next_line_is_checked(self, case: Case) -> None:
        case.write("say", "#!/bin/sh\necho said\n")
        os.chmod(case.app + "/say", 0o755)
        case.ask([{"argv": ["./say"]}, {"argv": [case.python, "-c", "pass"]}], [])
        code, log = case.both("say")
        self.assertEqual(code, 10, log)
        self.assertIn("DIFFERS: ./say: the result: ", log)
        self.assertIn("the same: exit code 0, 0 bytes of stdout", log)

    @by(OLD_AND_NEW)
    def test_a_source_that_does_not_end_is_said(self, case: Case) -> None:
        case.ask([{"argv": ["sleep", "60"], "timeout": 1}], [])
        code, log = case.both()
        self.assertEqual(code, 40, log)
        self.assertIn("the source image fails its own check: did not end within 1 s", log)

    @by(OLD_AND_NEW)
    def test_a_server_that_never_listens_is_said(self, case: Case) -> None:
        line = {"argv": ["sleep", "60"], "http": {"method": "GET", "path": "/"}, "port": 1, "timeout": 1}
        case.ask([line], [])
        code, log = case.both()
        self.assertEqual(code, 40, log)
        self.assertIn("GET /: nothing listens at port 1 within 1 s", log)

    @by(OLD_AND_NEW)
    def test_requests_to_one_server_are_one_start_of_it_and_a_second_start_may_fail(self, case: Case) -> None:
        case.write("serve.py", SERVER)
        for path in ("a", "b"):
            case.write(path + ".txt", path)
        case.ask([http(case, "/a.txt"), http(case, "/b.txt")], [])
        code, log = case.both()
        self.assertEqual(code, 0, log)
        self.assertEqual(log.count("serve.py"), 2, log)
        self.assertIn("a second start: the server ended with exit code 1 before it listened", log)
        self.assertIn("GET /b.txt: the same 1 bytes", log)

    @by(OLD_AND_NEW)
    def test_a_request_that_differs_is_told_by_its_own_number(self, case: Case) -> None:
        case.write("serve.py", SERVER)
        for path in ("a", "b"):
            case.write(path + ".txt", path)
        case.ask([{"argv": [case.python, "-c", "pass"]}, http(case, "/a.txt"), http(case, "/b.txt")], [])
        code, log = case.both("b.txt")
        self.assertEqual(code, 12, log)
        self.assertIn("GET /b.txt: status is 200 in the source, 404 in the result", log)
        self.assertIn("this line brings it: KEEP %s/b.txt" % os.path.realpath(case.app), log)


# What it makes at its first start is in the way of a second one in the same folder; the result's has none of it.
SERVER = """
import http.server, os, sys
side = 'result' if os.path.isdir(sys.argv[2]) else 'source'
os.mkdir('made-' + side)
class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, form, *words):
        print(form % words, repr(self.translate_path(self.path)), file=sys.stderr, flush=True)
http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), Handler).serve_forever()
"""


def http(case: Case, path: str) -> Dict[str, Any]:
    argv = [case.python, "serve.py", str(PORT), case.base + "/run"]
    return {"argv": argv, "http": {"method": "GET", "path": path}, "port": PORT}


PORT = 18473


if __name__ == "__main__":
    unittest.main()

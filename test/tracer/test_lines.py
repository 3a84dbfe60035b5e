"""What a TRACE line runs, what ends it, and what is said where it fails."""

import json
import os
import unittest
from pathlib import Path

import tracer_path  # noqa: F401  isort: skip

import signal

from case import Case, by
from copies import OLD_AND_NEW
from request import signal_of

SERVER = """
import os, signal, socket, sys, wsgiref.simple_server
def app(environ, start_response):
    path = environ['PATH_INFO']
    start_response('404 Not Found' if path == '/absent' else '200 OK', [('Content-Type', 'text/plain')])
    return [open('data' + path + '.txt', 'rb').read() if path in ('/one', '/two') else b'']
def end(number, frame):
    open('data/end.txt').close()
    sys.exit(0)
for name in sys.argv[2:]:
    signal.signal(getattr(signal, name), end)
server = wsgiref.simple_server.make_server('', int(sys.argv[1]), app)
server.serve_forever()
"""


def free_port() -> int:
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def get(*paths: str):
    return [{"method": "GET", "path": path} for path in paths]


class Servers(unittest.TestCase):
    @by(OLD_AND_NEW)
    def test_each_request_is_answered_and_what_it_opens_is_seen(self, case: Case) -> None:
        for name in ("one", "two", "three", "end"):
            case.write("data/%s.txt" % name, name)
        port = free_port()
        line = case.python(SERVER)
        line = dict(line, argv=line["argv"] + [str(port), "SIGINT"], http=get("/one", "/absent", "/two"), port=port)
        (account,) = case.trace(line, stop="SIGINT")
        seen = [path[len(case.app) :] for path in account["files"] if path.endswith(".txt")]
        self.assertEqual(seen, ["/data/end.txt", "/data/one.txt", "/data/two.txt"])
        self.assertIn("wsgiref.simple_server", account["modules"])
        self.assertIn("  GET /one gives 200, 3 bytes (", case.log)
        self.assertEqual([each["message"] for each in case.document["remarks"]], ["GET /absent gives 404"])

    @by(OLD_AND_NEW)
    def test_the_image_s_own_command_is_run_where_none_is_named(self, case: Case) -> None:
        path = case.write("main.py", "import wave\n")
        (account,) = case.trace({}, entrypoint=[case.copy.python], cmd=[path])
        self.assertIn("wave", account["modules"])

    @by(OLD_AND_NEW)
    def test_a_line_for_the_shell_sees_its_variables(self, case: Case) -> None:
        case.write("main.py", "import wave\n")
        (account,) = case.trace({"line": "cd $HERE && %s main.py" % case.copy.python},
                                env=case.copy.env + ["HERE=" + case.app])  # fmt: skip
        self.assertIn("wave", account["modules"])


class Strange(unittest.TestCase):
    @by(OLD_AND_NEW)
    def test_what_a_program_leaves_among_the_notes_counts_for_nothing(self, case: Case) -> None:
        notes = case.base + "/trace/notes"
        line = case.python(
            "import os, wave\nos.chdir(%r)\nos.mkfifo('1'); os.mkdir('2'); os.symlink('/dev/zero', '3')\n"
            "open('4', 'w').write('(\\'open\\', 7)\\n(((\\n[]\\n(\\'module\\',)\\nx\\n()\\n(1, 2)\\n')\n" % notes
        )
        (account,) = case.trace(line)
        self.assertIn("wave", account["modules"])
        self.assertEqual(sorted(os.listdir(case.base + "/trace")), ["trace.json"])


class Failures(unittest.TestCase):
    def fails(self, case: Case, *lines, **config):
        case.copy.renew()
        case.ask(*lines, **config)
        done = case.run()
        self.assertFalse(Path(case.base, "trace/trace.json").exists())
        return done.returncode, done.stdout

    @by(OLD_AND_NEW)
    def test_an_exit_code_is_a_failure_of_that_line(self, case: Case) -> None:
        good = {"argv": [case.copy.python, "-c", "pass"]}
        code, log = self.fails(case, good, case.python("raise RuntimeError('no database')\n"))
        self.assertEqual(code, 71)
        self.assertIn("RuntimeError: no database\n", log)
        self.assertTrue(log.endswith("the source image fails where it is traced: it ends with exit code 1\n"), log)

    @by(OLD_AND_NEW)
    def test_a_program_that_does_not_end(self, case: Case) -> None:
        line = dict(case.python("import time\nprint('waiting', flush=True)\ntime.sleep(60)\n"), timeout=1)
        code, log = self.fails(case, line)
        self.assertEqual(code, 70)
        self.assertIn("  stdout:\n    waiting\n", log)
        self.assertIn("fails where it is traced: did not end within 1 s\n", log)

    @by(OLD_AND_NEW)
    def test_a_server_that_never_listens(self, case: Case) -> None:
        line = dict(case.python("import time\ntime.sleep(60)\n"), http=get("/"), port=free_port(), timeout=1)
        code, log = self.fails(case, line)
        self.assertEqual(code, 70)
        self.assertIn("fails where it is traced: GET /: nothing listens at port %d within 1 s\n" % line["port"], log)

    @by(OLD_AND_NEW)
    def test_the_request_that_fails_is_named(self, case: Case) -> None:
        asked = "path = environ['PATH_INFO']"
        text = SERVER.replace(asked, asked + "\n    if path == '/b': os._exit(0)")
        port = free_port()
        line = case.python(text)
        line = dict(line, argv=line["argv"] + [str(port)], http=get("/a", "/b", "/c"), port=port)
        code, log = self.fails(case, line)
        self.assertEqual(code, 70)
        self.assertIn("fails where it is traced: GET /b: ", log)

    @by(OLD_AND_NEW)
    def test_a_program_or_a_user_that_is_not_there(self, case: Case) -> None:
        self.assertIn("cannot be started: [Errno 2]", self.fails(case, {"argv": ["/not/there"]})[1])
        self.assertIn("the image has no user nobody-knows", self.fails(case, {"argv": ["x"]}, user="nobody-knows")[1])
        self.assertIn("the image has neither Entrypoint nor Cmd", self.fails(case, {})[1])

    @by(OLD_AND_NEW)
    def test_a_program_without_python_is_a_remark(self, case: Case) -> None:
        case.trace({"argv": ["/bin/true"]})
        self.assertEqual(json.loads(Path(case.base, "trace/trace.json").read_text())["remarks"],
                         [{"line": 0, "code": "trace-blind", "message": "no python was seen to start",
                           "hint": "name a command that starts the image's python"}])  # fmt: skip


class Signals(unittest.TestCase):
    def test_stopsignal_is_a_name_or_a_number(self) -> None:
        for text, number in (
            (None, signal.SIGTERM), ("SIGINT", signal.SIGINT), ("quit", signal.SIGQUIT), ("9", 9),
            ("SIGRTMIN+3", signal.SIGRTMIN + 3), ("RTMAX-2", signal.SIGRTMAX - 2), ("SIGNONE", signal.SIGTERM),
        ):  # fmt: skip
            self.assertEqual(signal_of({"stop": text}), number, text)


if __name__ == "__main__":
    unittest.main()

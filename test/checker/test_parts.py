import os
import signal
import socket
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path
from typing import Dict, List, Set

import checker_path  # noqa: F401  isort: skip

import asking
import candidates
import carry
import commands
import leaving
import lines
import listening
import looking
import missing
import report
import request
import standing
import starting
import users
from listening import Listener
from starting import Start

SH = ["/bin/sh", "-c"]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
CONFIG = lines.Config(["python3", "app.py"], {"PATH": "/usr/bin:/bin"}, "/", "", [])
PLAN = request.Plan("/usr/bin/python3", [], ["/app", "/libs/python3"], [], "3.11.2")
ASKED = request.Request(CONFIG._replace(workdir="/app"), None, [], [], PLAN)


def line(**fields: object) -> lines.Line:
    blank = lines.Line([], "", SH, [], 0, 5.0)
    return blank._replace(**fields)  # type: ignore[arg-type]


def start(*argv: str) -> Start:
    return Start(list(argv), {"PATH": "/usr/bin:/bin"}, "/", users.ROOT)


class Commands(unittest.TestCase):
    def test_a_line_of_plain_words_runs_without_a_shell(self) -> None:
        for text, argv in (
            ("ls -l /usr/lib", ["ls", "-l", "/usr/lib"]),
            ("ls 'a; b' \"c d\"", ["ls", "a; b", "c d"]),
            ("ls && ls", SH + ["ls && ls"]),
            ("ls $HOME", SH + ["ls $HOME"]),
            ('ls "$HOME"', SH + ['ls "$HOME"']),
            ("ls *.py", SH + ["ls *.py"]),
            ("A=1 ls", SH + ["A=1 ls"]),
            ("cd /tmp", SH + ["cd /tmp"]),
            ("ls a\\ b", SH + ["ls a\\ b"]),
        ):
            with self.subTest(text):
                self.assertEqual(commands.of_line(line(line=text), CONFIG, "/usr/bin:/bin").argv, argv)

    def test_another_shell_reads_its_own_lines(self) -> None:
        shell = ["/usr/bin/python3", "-c"]
        found = commands.of_line(line(line="ls", shell=shell), CONFIG, "/usr/bin:/bin")
        self.assertEqual(found.argv, shell + ["ls"])

    def test_without_a_command_the_image_s_own_is_started(self) -> None:
        asked = line(requests=[lines.HttpRequest("GET", "/")])
        self.assertEqual(commands.of_line(asked, CONFIG, "").argv, ["python3", "app.py"])


class Starting(unittest.TestCase):
    def test_output_and_exit_code_are_those_of_the_program(self) -> None:
        ended = starting.run(start("sh", "-c", "echo out; echo err >&2; exit 3"), 10)
        self.assertEqual((ended.code, ended.stdout, ended.stderr, ended.problem), (3, b"out\n", b"err\n", ""))

    def test_a_time_out_ends_the_program_with_all_that_it_started(self) -> None:
        began = time.monotonic()
        ended = starting.run(start("sh", "-c", "sleep 600 & echo $!; wait"), 0.5)
        self.assertEqual((ended.code, ended.problem), (None, "did not end within 0.5 s"))
        self.assertLess(time.monotonic() - began, 5)
        self.assertTrue(ends(int(ended.stdout)))

    def test_a_program_that_leaves_its_session_is_ended_too(self) -> None:
        code = "import os, time\nif os.fork() == 0:\n os.setsid(); print(os.getpid(), flush=True)\ntime.sleep(600)"
        ended = starting.run(start(sys.executable, "-c", code), 1.0)
        self.assertTrue(ends(int(ended.stdout)))

    def test_a_program_that_is_not_there_is_said(self) -> None:
        with self.assertRaisesRegex(starting.CannotStart, "No such file or directory"):
            starting.run(start("not-there"), 1)

    def test_output_without_end_is_kept_in_part(self) -> None:
        ended = starting.run(start("sh", "-c", "head -c 3000000 /dev/zero"), 10)
        self.assertEqual(len(ended.stdout), starting.MOST_BYTES)

    @unittest.skipUnless(os.getuid() == 0, "only root can start programs as another user")
    def test_a_user_without_an_entry_in_passwd_is_who_it_says(self) -> None:
        prepared = starting.prepare(CONFIG._replace(user="54321:7"), ["sh", "-c", "id -u; id -g; echo x > /dev/stderr"])
        ended = starting.run(prepared, 10)
        self.assertEqual((ended.stdout, ended.stderr), (b"54321\n7\n", b"x\n"))


def ends(pid: int) -> bool:
    """Whether a process that was sent SIGKILL goes; on a busy machine that takes its time."""
    until = time.monotonic() + 10
    while is_running(pid):
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def is_running(pid: int) -> bool:
    """A zombie that process 1 has yet to reap is none."""
    try:
        os.kill(pid, 0)
        return "(zombie)" not in Path("/proc/%d/status" % pid).read_text()
    except (OSError, ProcessLookupError):
        return False


class Asking(unittest.TestCase):
    def answer_to(self, reply: bytes, method: str = "GET") -> asking.Answer:
        server = socket.socket()
        server.bind(("127.0.0.1", 0))
        server.listen(1)

        def serve() -> None:
            connection, _ = server.accept()
            self.request = connection.recv(65536)
            connection.sendall(reply)
            connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            listener = Listener(socket.AF_INET, "127.0.0.1", server.getsockname()[1])
            return asking.ask(listener, method, "/p?q=1", time.monotonic() + 5)
        finally:
            thread.join()
            server.close()

    def test_a_body_of_a_length_in_chunks_or_to_the_end(self) -> None:
        for reply, body in (
            (HEAD + b"Content-Length: 3\r\n\r\nabcd", b"abc"),
            (HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1;x\r\nc\r\n0\r\n\r\n", b"abc"),
            (HEAD + b"\r\nabc", b"abc"),
            (b"HTTP/1.1 100 Continue\r\n\r\n" + HEAD + b"Content-Length: 1\r\n\r\nx", b"x"),
        ):
            with self.subTest(reply):
                answer = self.answer_to(reply)
                self.assertEqual((answer.status, answer.type, answer.body), (200, "text/plain", body))

    def test_the_request_is_what_the_line_says(self) -> None:
        self.answer_to(b"HTTP/1.1 204 No Content\r\n\r\n", "POST")
        self.assertTrue(self.request.startswith(b"POST /p?q=1 HTTP/1.1\r\nHost: localhost:"))
        self.assertIn(b"\r\nContent-Length: 0\r\n", self.request)

    def test_what_is_no_http_is_said(self) -> None:
        for reply in (b"SSH-2.0-x\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", b""):
            with self.subTest(reply), self.assertRaises(asking.NoAnswer):
                self.answer_to(reply)


class Listening(unittest.TestCase):
    def test_addresses_are_read_as_the_kernel_writes_them(self) -> None:
        row = "   0: %s 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1"
        self.assertEqual(listening.parse(row % "0100007F:1F90", socket.AF_INET), (2, "127.0.0.1", 8080))
        self.assertEqual(listening.parse(row % "00000000:0050", socket.AF_INET), (2, "127.0.0.1", 80))
        six = "00000000000000000000000001000000:1F90"
        self.assertEqual(listening.parse(row % six, socket.AF_INET6), (10, "::1", 8080))

    def test_a_listening_socket_of_this_process_is_found(self) -> None:
        with socket.socket() as server:
            server.bind(("127.0.0.1", 0))
            self.assertFalse(listening.listens({os.getpid()}))
            server.listen(1)
            self.assertIn(server.getsockname()[1], [each.port for each in listening.listeners()])
            self.assertTrue(listening.listens({os.getpid()}))

    def test_the_port_that_is_asked_for_then_an_exposed_one_then_another_after_a_while(self) -> None:
        found = [Listener(2, "127.0.0.1", port) for port in (80, 8000, 9000)]

        def port(asked: int, exposed: List[int], waited: float = 0.0) -> List[int]:
            return [each.port for each in listening.chosen(found, asked, exposed, waited)]

        self.assertEqual(port(9000, [80]), [9000])
        self.assertEqual(port(7000, [80], 9.0), [])
        self.assertEqual(port(0, [8000]), [8000])
        self.assertEqual(port(0, []), [80])
        self.assertEqual(port(0, [7000]), [])
        self.assertEqual(port(0, [7000], 9.0), [80])


class MissingThings(unittest.TestCase):
    INDEX = missing.Index(
        {
            "/app": {"helper.py", "data.json", "templates"},
            "/app/templates": {"index.html"},
            "/libs/python3": {"shop", "_speed.cpython-311-x86_64-linux-gnu.so"},
            "/libs/python3/shop": {"__init__.py", "parts.py"},
            "/usr/lib": {"libfoo.so.1"},
            "/usr/share/doc": {"index.html"},
            "/usr/bin": {"vcs"},
            "/bin": {"sh"},
        }
    )

    def found(self, text: str) -> List[str]:
        return [each.word for each in missing.find(self.INDEX, ASKED, ["/app", "/libs/python3"], text)]

    def test_names_in_a_program_s_words_are_found_where_the_source_has_them(self) -> None:
        for text, words in (
            ("ModuleNotFoundError: No module named 'helper'", ["helper"]),
            ("ModuleNotFoundError: No module named 'shop.parts'", ["shop.parts"]),
            ("ImportError: cannot import name 'parts' from 'shop' (/x)", ["shop.parts"]),
            ("ImportError: libfoo.so.1: cannot open shared object file: No such file", ["/usr/lib/libfoo.so.1"]),
            ("FileNotFoundError: [Errno 2] No such file or directory: '/app/data.json'", ["/app/data.json"]),
            ("FileNotFoundError: [Errno 2] No such file or directory: 'data.json'", ["/app/data.json"]),
            ("jinja2.exceptions.TemplateNotFound: index.html", ["/app/templates/index.html"]),
            ("sh: 1: vcs: not found", ["/usr/bin/vcs"]),
            ("No module named 'elsewhere'", []),
            ("No such file or directory: '/app/nowhere.json'", []),
        ):
            with self.subTest(text):
                self.assertEqual(self.found(text), words)

    def test_what_the_result_has_is_not_missing(self) -> None:
        with tempfile.NamedTemporaryFile() as file:
            folder, _, name = file.name.rpartition("/")
            index = missing.Index({folder: {name}})
            self.assertEqual(missing.find(index, ASKED, [], "'%s'" % file.name), [])

    def test_the_index_lists_what_no_layer_keeps(self) -> None:
        with tempfile.TemporaryDirectory() as base:
            top = Path(base, "top")
            for path in ("a/kept.py", "a/left.py", "b/left.txt"):
                (top / path).parent.mkdir(parents=True, exist_ok=True)
                (top / path).write_text("")
            kept = Path(base, "kept/app" + str(top) + "/a")
            kept.mkdir(parents=True)
            (kept / "kept.py").write_text("")
            Path(base, "out").mkdir()
            missing.write_index(base, str(top), ("app",))
            os.rename(base + "/out", base + "/run")
            index = missing.read_index(base)
            self.assertTrue(index.has(str(top) + "/a/left.py"))
            self.assertTrue(index.has(str(top) + "/b/left.txt"))
            self.assertFalse(index.has(str(top) + "/a/kept.py"))

    def test_a_pattern_of_drop_names_what_it_left_out(self) -> None:
        for patterns, module, path, by in (
            (["xml"], "xml.etree", "", "xml"),
            (["xml.*"], "xml", "", None),
            (["xml.*"], "xml.sax", "", "xml.*"),
            (["/srv/*.txt"], "", "/srv/a.txt", "/srv/*.txt"),
            (["/srv/*.txt"], "", "/srv/b/a.txt", None),
            (["/srv"], "", "/srv/b/a.txt", "/srv"),
            (["xml"], "xmlrpc", "/usr/xml", None),
        ):
            with self.subTest(patterns=patterns, module=module, path=path):
                self.assertEqual(leaving.dropped_by(patterns, module, path), by)


class Beside(unittest.TestCase):
    def test_what_stands_beside_what_drop_takes_from_may_fail(self) -> None:
        tops = [["_yaml", "yaml"], ["flask"]]
        self.assertEqual(looking.beside(["yaml._yaml"], ["_yaml", "flask"], tops), {"_yaml": "yaml._yaml"})
        self.assertEqual(looking.beside(["yaml._yaml"], ["_yaml", "yaml"], tops), {})
        self.assertEqual(looking.beside(["yaml"], ["_yaml"], tops), {})


class Candidates(unittest.TestCase):
    def names(self, *paths: str) -> Set[str]:
        with tempfile.TemporaryDirectory() as folder:
            for path in paths:
                Path(folder, path).parent.mkdir(parents=True, exist_ok=True)
                Path(folder, path).write_text("")
            return set(candidates.top_levels(folder))

    def test_modules_and_packages_count_and_other_folders_do_not(self) -> None:
        suffix = candidates.SUFFIXES[0]
        self.assertEqual(
            self.names(
                "a.py", "b/__init__.py", "space/sub/__init__.py", "c" + suffix, "pics/x.png", "not-a-name.py",
                "d.txt", "__pycache__/a.pyc", "x-1.0.dist-info/METADATA", "__main__.py",
            ),  # fmt: skip
            {"a", "b", "space", "c"},
        )


class Carry(unittest.TestCase):
    def test_the_loader_s_path_is_changed_in_place(self) -> None:
        before = b"\x7fELF...%s\0rest" % b"/lib64/ld-linux-x86-64.so.2"
        after = carry.with_loader(before, b"/lib64/ld-linux-x86-64.so.2")
        self.assertEqual(len(after), len(before))
        self.assertEqual(after.split(b"\0")[0], b"\x7fELF..." + carry.LOADER)
        self.assertTrue(after.endswith(b"\0rest"))

    def test_a_path_that_is_too_short_is_said(self) -> None:
        with self.assertRaisesRegex(carry.CannotCarry, "too short"):
            carry.with_loader(b"/ld\0", b"/ld")


class Standing(unittest.TestCase):
    FACTS: Dict[str, object] = dict.fromkeys(standing.COMPARED, "x")

    def test_a_search_path_may_lose_only_what_nothing_stays_of(self) -> None:
        source = dict(self.FACTS, path=["/app", "/empty", "/lib"])
        result = dict(self.FACTS, path=["/app", "/lib"])
        self.assertEqual(standing.differences(source, result, ["/empty"]), [])
        self.assertEqual(len(standing.differences(source, result, [])), 1)
        self.assertEqual(len(standing.differences(source, dict(result, path=["/lib", "/app"]), ["/empty"])), 1)

    def test_a_flag_that_differs_is_named(self) -> None:
        one, other = dict(self.FACTS, path=[]), dict(self.FACTS, path=[], flags="y")
        self.assertEqual(standing.differences(one, other, []), ["flags: x in the source, y in the result"])


class Report(unittest.TestCase):
    def test_long_output_is_shown_by_its_ends(self) -> None:
        lines = report.shown(b"\n".join(b"%d" % number for number in range(1000)))
        self.assertEqual((lines[0], lines[-1], len(lines)), ("0", "999", report.MOST_LINES + 1))
        self.assertIn("… 960 more lines …", lines)

    def test_what_is_no_text_is_shown_as_a_python_string_shows_it(self) -> None:
        self.assertEqual(report.shown(b"a\x1b[0m\xff\x00b"), ["a\\x1b[0m\\xff\\x00b"])
        self.assertEqual(report.shown(b""), ["(nothing)"])


if __name__ == "__main__":
    signal.alarm(120)
    unittest.main()

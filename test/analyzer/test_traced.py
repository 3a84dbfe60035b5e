"""What TRACE saw is kept, in the right layer and with its reason, and never more than the image has."""

import json
import os
import unittest
from pathlib import Path

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import binaries
import facts
import gather
import interpreter
import program
import pythons
import request
import selection
import traced
import traces
from folders import Folder, Layout
from ledger import Ledger
from made import ImageCase, Link, elf, make
from patterns import Matcher, import_roots
from probe import Seen
from whole import WholeCase

CONFIG = request.Config([], ["python3", "app.py"], {"PATH": "/usr/bin"}, "/app", "")
BLANK = {"modules": {}, "files": [], "folders": [], "programs": [], "loaded": [], "libraries": [], "pythons": []}


class TracedCase(ImageCase):
    def setUp(self):
        super().setUp()
        self.make(
            {
                "/usr/bin/python3": elf(interpreter="/lib64/ld-linux-x86-64.so.2"),
                "/app/app.py": "",
                "/app/pkg/part.py": "",
                "/srv/data/a.txt": "a",
                "/srv/data/b.txt": "b",
                "/srv/now": Link("data"),
                "/usr/share/words/list": "words",
                "/usr/bin/tool": elf(needed=["libc.so.6"]),
                "/usr/bin/dash": elf(needed=["libc.so.6"]),
                "/usr/bin/sh": Link("dash"),
                "/usr/lib/libown.so.1": elf(soname="libown.so.1"),
                "/usr/lib/libother.so.1": elf(soname="libother.so.1"),
            }
        )

    def write(self, document):
        text = document if isinstance(document, str) else json.dumps(document)
        make(self.folder, {"/base/trace/trace.json": text})

    def seen(self, *lines, remarks=(), at=(3, 5)):
        rows = [dict(BLANK, **line) for line in lines]
        self.write({"format": 1, "lines": rows, "remarks": list(remarks)})
        lines = tuple(at[: len(rows)])
        self.asked = request.Request("/usr/bin/python3", CONFIG, "auto", "none", [], [], {}, None, lines)
        return traces.seen(self.image, self.folder + "/base", self.asked, self.findings)

    def keep(self, *lines, drops=()):
        saw = self.seen(*lines)
        found = interpreter.identify(self.image, "/usr/bin/python3")
        python = facts.running()._replace(version="3.11.2")
        started = program.find(self.image, self.asked, found, python, self.findings)
        seen = Seen([], "/usr", "/usr", "/usr", "/usr", "/usr/bin/python3", True, [])
        layout = Layout([Folder("/app", "app", "WORKDIR")], ["/app"], ["/usr"])
        links = interpreter.Links([], [])
        self.source = gather.Source(self.image, python, found, started, seen, ["/usr/bin"], links, layout, [], None)
        self.ledger = Ledger(self.image, Matcher(self.image, list(drops), import_roots([])), self.findings)
        self.ledger.keep_tree("/app", "app", "WORKDIR", set())
        return traced.keep(self.source, saw, self.ledger, self.findings)

    def why(self, path):
        return self.ledger.reasons[path].why

    def layer(self, path):
        return self.ledger.entries[path].layer


class Reading(TracedCase):
    def test_without_trace_lines_nothing_is_read(self):
        self.assertEqual(self.seen(at=()), ([], {}))
        self.assertEqual(self.codes(), [])

    def test_modules_are_told_with_their_canonical_files(self):
        self.make({"/alias": Link("app")})
        saw = self.seen(
            {"modules": {"pkg.part": "/alias/pkg/part.py", "sys": ""}},
            {"modules": {"app": "/app/app.py", "gone": "/app/gone.py"}},
        )
        self.assertEqual(saw.modules, {"app": "/app/app.py", "pkg.part": "/app/pkg/part.py"})
        self.assertEqual([line.place for line in saw.lines], ["TRACE line 3", "TRACE line 5"])

    def test_what_is_no_account_is_a_finding(self):
        good = dict(BLANK)
        for document in (
            "",
            "[]",
            {"lines": [dict(good, files=["relative"])], "remarks": []},
            {"lines": [dict(good, files=["/a\0b"])], "remarks": []},
            {"lines": [dict(good, files=[7])], "remarks": []},
            {"lines": [dict(good, files=["/" + "x" * 5000])], "remarks": []},
            {"lines": [{}], "remarks": []},
            {"lines": [good], "remarks": [{"line": 9, "code": "x", "message": "y", "hint": ""}]},
        ):
            with self.subTest(document=str(document)[:60]):
                self.findings.kept.clear()
                self.findings.counts.clear()
                self.write(document)
                asked = request.Request("/usr/bin/python3", CONFIG, "auto", "none", [], [], {}, None, (3,))
                self.assertEqual(traces.seen(self.image, self.folder + "/base", asked, self.findings), ([], {}))
                self.assertEqual(self.codes(), ["trace-unread"])

    def test_an_absent_account_is_a_finding(self):
        asked = request.Request("/usr/bin/python3", CONFIG, "auto", "none", [], [], {}, None, (3,))
        self.assertEqual(traces.seen(self.image, self.folder + "/base", asked, self.findings), ([], {}))
        self.assertEqual(self.codes(), ["trace-unread"])

    def test_remarks_of_the_tracer_are_told_with_their_line(self):
        self.seen({}, {}, remarks=[
            {"line": 1, "code": "trace-answer", "message": "GET / gives 404", "hint": "h"},
            {"line": None, "code": "trace-blind", "message": "m", "hint": ""},
        ])  # fmt: skip
        self.assertEqual(self.messages(), ["TRACE line 5: GET / gives 404", "m"])


class Keeping(TracedCase):
    def test_a_file_outside_of_all_kept_folders_stays_with_the_links_to_it(self):
        self.keep({"files": ["/srv/now/a.txt"]})
        self.assertEqual(self.why("/srv/data/a.txt"), ["TRACE line 3 opened it"])
        self.assertIn("/srv/now", self.ledger.entries)
        self.assertNotIn("/srv/data/b.txt", self.ledger.entries)
        gather.follow_links(self.source, self.ledger)
        self.assertNotIn("/srv/data/b.txt", self.ledger.entries)
        self.assertEqual((self.layer("/srv/data/a.txt"), self.layer("/srv/now")), ("app", "app"))
        self.assertEqual(
            self.messages(), ["TRACE line 3: 0 modules, 1 other file, 0 programs; kept for it alone: /srv/data/a.txt"]
        )

    def test_a_file_of_the_system_goes_with_the_runtime(self):
        self.keep({"files": ["/usr/share/words/list"]})
        self.assertEqual(self.layer("/usr/share/words/list"), "runtime")

    def test_what_is_kept_anyway_gets_the_reason_and_is_not_named(self):
        self.keep({"files": ["/app/app.py", "/app/pkg/part.py"], "modules": {"pkg.part": "/app/pkg/part.py"}})
        self.assertEqual(self.why("/app/app.py"), ["TRACE line 3 opened it"])
        self.assertEqual(self.messages(), ["TRACE line 3: 1 module, 1 other file, 0 programs"])

    def test_two_lines_are_both_a_reason(self):
        self.keep({"files": ["/srv/data/a.txt"]}, {"files": ["/srv/data/a.txt"]})
        self.assertEqual(self.why("/srv/data/a.txt"), ["TRACE line 3 opened it", "TRACE line 5 opened it"])

    def test_what_the_image_has_not_is_passed_over(self):
        self.keep({"files": ["/srv/made/by/the/program", "/../../etc/nothing", "/proc/self/status", "/srv/data"]})
        self.assertEqual([path for path in self.ledger.entries if not path.startswith("/app")], [])

    def test_dots_lead_nowhere_out_of_the_image(self):
        outside = self.folder + "/outside.txt"
        with open(outside, "w") as file:
            file.write("secret")
        self.keep({"files": ["/../outside.txt", "/app/../../../outside.txt"]})
        self.assertEqual([path for path in self.ledger.entries if "outside" in path], [])

    def test_drop_wins_and_it_is_said(self):
        self.keep({"files": ["/srv/data/a.txt", "/srv/data/b.txt"]}, drops=["/srv/data/a.*"])
        self.assertNotIn("/srv/data/a.txt", self.ledger.entries)
        self.assertIn("/srv/data/b.txt", self.ledger.entries)
        self.assertIn("DROP leaves out what TRACE line 3 opened: /srv/data/a.txt", self.messages())

    def test_a_listed_folder_stays_and_its_other_files_are_said(self):
        self.keep({"folders": ["/srv/data", "/app", "/usr"], "files": ["/srv/data/a.txt"]})
        self.assertEqual(self.why("/srv/data"), ["TRACE line 3 listed it"])
        self.assertNotIn("/usr", self.ledger.reasons)
        text = "TRACE line 3 listed folders of which only what it opened is kept: /srv/data"
        self.assertEqual([m for m in self.messages() if "listed" in m], [text])

    def test_a_started_program_stays_with_what_a_shell_starts(self):
        words = ["/bin/sh", "-c", "tool x"]
        kept = self.keep({"programs": [{"path": "/usr/bin/sh", "argv": words, "cwd": "/app"}]})
        self.assertEqual([tuple(tool) for tool in kept.tools],
                         [("/usr/bin/dash", "TRACE line 3"), ("/usr/bin/tool", "TRACE line 3")])  # fmt: skip
        self.assertEqual(self.why("/usr/bin/tool"), ["TRACE line 3 starts it"])

    def test_the_program_s_own_python_is_no_tool(self):
        words = ["/usr/bin/python3", "-c", "pass"]
        kept = self.keep({"programs": [{"path": "/usr/bin/python3", "argv": words, "cwd": "/app"}]})
        self.assertEqual(kept.tools, [])
        self.assertEqual(self.codes(), ["traced"])

    def test_libraries_are_for_a_dynamic_image_and_loads_a_word_about_a_static_one(self):
        kept = self.keep({"libraries": ["/usr/lib/libown.so.1"], "loaded": ["libown.so.1", "libc.so.6"]})
        self.assertEqual(kept.libraries, [("/usr/lib/libown.so.1", "TRACE line 3")])
        self.assertEqual(kept.loads, [("libown.so.1", "TRACE line 3")])
        self.assertNotIn("/usr/lib/libown.so.1", self.ledger.entries)

    def test_a_mapped_library_is_kept_in_a_dynamic_image_alone(self):
        for link, stays in (("dynamic", True), ("static", False)):
            with self.subTest(link):
                self.findings.kept.clear()
                kept = self.keep({"libraries": ["/usr/lib/libown.so.1"], "loaded": ["libown.so.1"]})
                asked = self.asked._replace(link=link, linkable={"3.11": []})
                origin = {"kind": "debian"}
                none = Matcher(self.image, [], import_roots([]))
                selected = selection.Selected([], kept, None)
                binaries.decide(self.source, asked, origin, selected, none, self.ledger, self.findings)
                self.assertEqual("/usr/lib/libown.so.1" in self.ledger.entries, stays)
                self.assertEqual("trace-library" in self.codes(), not stays)


class Whole(WholeCase):
    def test_what_was_seen_is_in_the_trees_with_its_reason(self):
        python = next(iter(reversed(list(pythons.found().values()))))
        outside = self.folder + "/outside"
        os.makedirs(outside)
        for name in ("seen.txt", "unseen.txt"):
            Path(outside, name).write_text(name)
        os.makedirs(self.base + "/trace")
        document = {"format": 1, "lines": [dict(BLANK, files=[outside + "/seen.txt"])], "remarks": []}
        Path(self.base, "trace/trace.json").write_text(json.dumps(document))
        plan = self.analyze(python, traced=[7])
        self.assertEqual(
            [f["message"] for f in plan["findings"] if f["code"] == "traced"],
            ["TRACE line 7: 0 modules, 1 other file, 0 programs; kept for it alone: %s/seen.txt" % outside],
        )
        self.assertEqual(os.listdir(self.base + "/app" + outside), ["seen.txt"])
        why = json.loads(Path(self.base, "why/why.json").read_text())
        rows = [row for row in why["kept"] if row["path"] == outside + "/seen.txt"]
        row = {"path": outside + "/seen.txt", "layer": "app", "why": ["TRACE line 7 opened it"]}
        self.assertEqual(rows, [dict(row, line=None, **{"from": None})])
        self.assertNotIn("traced", [f["code"] for f in self.analyze(python)["findings"]])


if __name__ == "__main__":
    unittest.main()

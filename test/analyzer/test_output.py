import json
import os
import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import output
import request
from findings import MOST_OF_A_KIND, Findings
from made import ImageCase


class Documents(ImageCase):
    def plan(self, document):
        os.makedirs(self.folder + "/plan", exist_ok=True)
        output.plan(self.folder, document)
        with open(self.folder + "/plan/plan.json", "rb") as file:
            data = file.read()
        return data, json.loads(data.decode("ascii"))

    def test_keys_are_sorted_and_names_are_utf8(self):
        name = os.fsdecode("ü".encode())
        data, found = self.plan({"b": [name], "a": os.fsdecode(b"\xff")})
        self.assertEqual(found, {"a": "\ufffd", "b": ["ü"]})
        self.assertLess(data.index(b'"a"'), data.index(b'"b"'))

    def test_a_plan_stays_within_its_limit(self):
        modules = [{"name": "m%d" % i, "path": "/" + "x" * 100, "linked": i % 50 == 0} for i in range(20000)]
        data, found = self.plan({"modules": modules, "findings": [], "link": {"blockers": modules}})
        self.assertLessEqual(len(data), output.MOST_PLAN)
        self.assertEqual(sum(m["linked"] for m in found["modules"]), 400)
        self.assertEqual(found["findings"][0]["code"], "plan-shortened")
        self.assertIn("blockers (20000)", found["findings"][0]["message"])

    def test_linked_modules_are_cut_where_they_alone_are_too_many(self):
        modules = [{"name": "m%d" % i, "path": "/" + "x" * 100, "linked": True} for i in range(3000)]
        rows = [{"modules": [module["name"] for module in modules]}]
        data, found = self.plan({"modules": modules, "findings": [], "relink": rows})
        self.assertLessEqual(len(data), output.MOST_PLAN)
        self.assertEqual((len(found["modules"]), len(found["relink"][0]["modules"])), (30, 3000))
        self.assertIn("modules (3000)", found["findings"][0]["message"])

    def test_findings_of_a_kind_are_counted(self):
        findings = Findings()
        for number in range(MOST_OF_A_KIND + 7):
            findings.add("x", "number %d" % number)
            findings.add("x", "number 0")
        self.assertEqual(len(findings.all()), MOST_OF_A_KIND + 1)
        self.assertEqual(findings.all()[-1].message, "7 more of this kind")


class Requests(unittest.TestCase):
    def test_a_request_is_checked(self):
        text = {
            "format": 1,
            "interpreter": "/usr/bin/python3",
            "config": {
                "entrypoint": None,
                "cmd": ["python3"],
                "env": ["A=1", "A=2", "odd"],
                "workdir": "",
                "user": "",
                "shell": None,
            },
            "link": "auto",
            "prune": "none",
            "keep": [],
            "drop": ["ü"],
            "linkable": {"3.11": ["_ssl"]},
        }
        found = request.parse(json.dumps(text).encode())
        self.assertEqual(found.config, request.Config([], ["python3"], {"A": "2"}, "/", ""))
        self.assertEqual(found.drop, [os.fsdecode("ü".encode())])
        for key, value, message in (
            ("format", 2, "format 2"),
            ("link", "maybe", "link 'maybe'"),
            ("prune", "hard", "prune 'hard'"),
            ("interpreter", 3, "3 is not a string"),
        ):
            with self.assertRaises(ValueError) as raised:
                request.parse(json.dumps(dict(text, **{key: value})).encode())
            self.assertIn(message, str(raised.exception))


if __name__ == "__main__":
    unittest.main()

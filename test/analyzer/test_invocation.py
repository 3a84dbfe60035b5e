import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import invocation
from made import ImageCase, Link


def parse(*arguments):
    found = invocation.parse(list(arguments))
    return found.options, found.form, found.target, found.rest


class CommandLines(ImageCase):
    def test_every_form(self):
        self.assertEqual(parse("app.py", "-u"), ([], "file", "app.py", ["-u"]))
        self.assertEqual(parse("-m", "pkg.mod", "-c"), ([], "module", "pkg.mod", ["-c"]))
        self.assertEqual(parse("-mpkg"), ([], "module", "pkg", []))
        self.assertEqual(parse("-c", "print(1)", "x"), ([], "code", "print(1)", ["x"]))
        self.assertEqual(parse("-", "x"), ([], "stdin", "-", ["x"]))
        self.assertEqual(parse(), ([], "stdin", "", []))
        self.assertEqual(parse("-u", "--", "-x.py"), (["-u"], "file", "-x.py", []))

    def test_clusters_and_values(self):
        self.assertEqual(parse("-uBm", "pkg"), (["-u", "-B"], "module", "pkg", []))
        self.assertEqual(
            parse("-uWignore", "-X", "utf8", "-OO", "a"),
            (["-u", "-W", "ignore", "-X", "utf8", "-O", "-O"], "file", "a", []),
        )
        self.assertEqual(parse("-Ic", "x"), (["-I"], "code", "x", []))
        self.assertEqual(
            parse("--check-hash-based-pycs", "always", "a"), (["--check-hash-based-pycs", "always"], "file", "a", [])
        )
        self.assertEqual(parse("-m"), ([], "module", "", []))

    def test_the_probe_gets_what_changes_paths(self):
        found = invocation.parse(["-vuiB", "-X", "utf8", "--version"])
        self.assertEqual(found.probe_options(), ["-u", "-B", "-X", "utf8"])

    def first(self, *arguments, cwd="/app", env=None, version="3.11.2"):
        run = invocation.recognise(self.image, invocation.parse(list(arguments)), cwd)
        return run.form, invocation.first_path(self.image, run, cwd, env or {}, version)

    def test_first_path_of_each_form(self):
        self.make(
            {
                "/app/app.py": "",
                "/usr/bin/tool": Link("/opt/tool/main.py"),
                "/opt/tool/main.py": "",
                "/app/folder/__main__.py": "",
                "/app/zipped": b"#!/usr/bin/python3\nPK\x03\x04...PK\x05\x06" + bytes(18),
            }
        )
        self.assertEqual(self.first("app.py"), ("file", "/app"))
        self.assertEqual(self.first("/usr/bin/tool"), ("file", "/opt/tool"))
        self.assertEqual(self.first("-m", "x"), ("module", "/app"))
        self.assertEqual(self.first("-c", "x"), ("code", ""))
        self.assertEqual(self.first(), ("stdin", ""))
        self.assertEqual(self.first("folder"), ("folder", "/app/folder"))
        self.assertEqual(self.first("zipped"), ("zip", "/app/zipped"))

    def test_safe_path_and_isolation(self):
        self.make({"/app/app.py": "", "/app/folder/__main__.py": ""})
        self.assertEqual(self.first("-I", "app.py")[1], None)
        self.assertEqual(self.first("-P", "app.py")[1], None)
        self.assertEqual(self.first("app.py", env={"PYTHONSAFEPATH": "1"})[1], None)
        self.assertEqual(self.first("-E", "app.py", env={"PYTHONSAFEPATH": "1"})[1], "/app")
        self.assertEqual(self.first("app.py", env={"PYTHONSAFEPATH": "1"}, version="3.10.1")[1], "/app")
        self.assertEqual(self.first("-I", "folder")[1], "/app/folder")


if __name__ == "__main__":
    unittest.main()

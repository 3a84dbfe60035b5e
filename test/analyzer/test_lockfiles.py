"""The lock files of made applications."""

import json
import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import locked
import lockfiles
from made import Link
from sources import PACKAGES, SourceCase

A, B, C, D = ("%s" % letter * 64 for letter in "abcd")
POETRY = """
[[package]]
name = "Speed.Up"
version = "4.9.2"
description = "name = 'x'"
files = [
    {file = "speed_up-4.9.2-cp311.whl", hash = "sha256:%(A)s"},
    {file = "speed_up-4.9.2.tar.gz", hash = "sha256:%(B)s"},
]

[package.dependencies]
name = "^1.0"
version = "2"
direct = {url = "https://x/direct.whl", hash = "sha256:%(D)s"}

[[package]]
name = "other"
version = "1"
files = [{file = "other-1.tar.gz", hash = "sha256:%(C)s"}]

[metadata]
content-hash = "%(D)s"
"""
OLD_POETRY = """
[[package]]
name = "speed-up"
version = "4.9.2"

[metadata]
content-hash = "sha256:%(D)s"

[metadata.files]
other = []
speed-up = [
    {file = "a.whl", hash = "sha256:%(A)s"},
    {file = "a.tar.gz", hash = "sha256:%(B)s"},
]
zebra = [{file = "z", hash = "sha256:%(D)s"}]
"""
OLD_PDM = """
[[package]]
name = "speed-up"
version = "4.9.2"
[metadata.files]
"speed-up 4.9.1" = [{url = "u", hash = "sha256:%(D)s"}]
"speed-up 4.9.2" = [
    {url = "u", hash = "sha256:%(A)s"},
    {url = "u", hash = "sha256:%(B)s"},
]
"""
UV = """
version = 1
[[package]]
name = "speed-up"
version = "4.9.2"
source = { registry = "https://pypi.org/simple" }
dependencies = [
    { name = "other", url = "https://x/o.whl#sha256=%(D)s" },
]
sdist = { url = "https://x/s.tar.gz", hash = "sha256:%(A)s", size = 1 }
wheels = [
    { url = "https://x/s.whl", hash = "sha256:%(B)s", size = 2 },
]
[package.metadata]
requires-dist = [{ name = "other", hash = "sha256:%(D)s" }]
"""
PYLOCK = """
lock-version = "1.0"
[[packages]]
name = 'speed-up'
version = '4.9.2'
[packages.sdist]
url = "u"
hashes = { md5 = "x", sha256 = "%(A)s" }
[[packages.wheels]]
name = "not-a-package"
[packages.wheels.hashes]
sha256 = "%(B)s"
[[packages]]
name = "speed-up"
[packages.archive]
version = "4.9.2"
[packages.archive.hashes]
sha256 = "%(D)s"
"""
PIPFILE = {
    "_meta": {"hash": {"sha256": D}},
    "default": {"Speed_Up": {"version": "==4.9.2", "hashes": ["sha256:" + A, "md5:1", 7]}, "odd": "x"},
    "develop": {"speed-up": {"version": "==4.9.2", "hashes": ["sha256:" + B]}, "local": {"path": "."}},
}
REQUIREMENTS = """
# speed-up==4.9.2 --hash=sha256:%(D)s
--index-url https://x
speed-up==4.9.2 \\
    --hash=sha256:%(A)s \\
    --hash=sha256:%(B)s
    # via other
other>=1 --hash=sha256:%(D)s
speed-up==4.9.1 \\
    --hash=sha256:%(D)s
"""
LETTERS = {"A": A, "B": B, "C": C, "D": D}
BOTH = {"speed-up": ["sha256:" + A, "sha256:" + B]}


class LockFiles(SourceCase):
    def hashes(self, tree, wanted=None, workdir="/app", path=()):
        self.make({name: text % LETTERS if isinstance(text, str) else text for name, text in tree.items()})
        source = self.look(["python3"], workdir=workdir, path=path)
        return lockfiles.hashes(source, wanted or {"speed-up": "4.9.2"})

    def test_each_kind_of_lock_file_is_read(self):
        files = {
            "requirements.txt": REQUIREMENTS,
            "Pipfile.lock": json.dumps(PIPFILE),
            "poetry.lock": POETRY,
            "uv.lock": UV,
            "pdm.lock": OLD_PDM,
            "pylock.toml": PYLOCK,
            "pylock.server.toml": PYLOCK,
        }
        for name, text in files.items():
            with self.subTest(name):
                self.setUp()
                self.assertEqual(self.hashes({"/app/deploy/" + name: text}), BOTH)

    def test_the_older_lists_of_poetry_are_read(self):
        self.assertEqual(self.hashes({"/app/poetry.lock": OLD_POETRY}), BOTH)

    def test_the_hashes_of_all_files_count(self):
        one = "speed-up == 4.9.2 --hash=sha256:%(A)s\n"
        two = "SPEED.UP===4.9.2 --hash sha256:%(B)s # --hash=sha256:%(D)s\n"
        found = self.hashes({"/app/requirements.txt": one, "/app/sub/requirements-dev.txt": two})
        self.assertEqual(found, BOTH)

    def test_a_version_counts_in_each_of_its_spellings_and_no_other_does(self):
        for version, is_same in (("4.9.2.0", True), ("v4.09.2", True), ("4.9.20", False), ("4.9.2+x", False),
                                 ("4.9.2-1", False), ("4.9.*", False), ("4.9", False)):  # fmt: skip
            with self.subTest(version):
                self.setUp()
                found = self.hashes({"/app/requirements.txt": "speed-up==%s --hash=sha256:%s\n" % (version, A)})
                self.assertEqual(found, {"speed-up": ["sha256:" + A]} if is_same else {})

    def test_packages_in_the_application_are_not_searched(self):
        site = "/app/env/lib/python3.11/site-packages"
        line = "speed-up==4.9.2 --hash=sha256:%(A)s\n"
        self.assertEqual(self.hashes({site + "/x/requirements.txt": line}, path=[site]), {})
        self.setUp()
        self.assertEqual(self.hashes({"/app/.git/requirements.txt": line}), {})

    def test_a_shared_workdir_is_searched_itself_and_not_below(self):
        line = "speed-up==4.9.2 --hash=sha256:%s\n"
        tree = {"/opt/requirements.txt": line % A, "/opt/sub/requirements.txt": line % D}
        self.assertEqual(self.hashes(tree, workdir="/opt"), {"speed-up": ["sha256:" + A]})

    def test_what_is_too_large_broken_or_no_file_is_passed_over(self):
        line = "speed-up==4.9.2 --hash=sha256:%s\n"
        tree = {
            "/app/a/requirements.txt": line % D + "#" * lockfiles.LARGEST,
            "/app/Pipfile.lock": '{"default": [',
            "/app/b/Pipfile.lock": "[" * 100000,
            "/app/poetry.lock": b"\xff\xfe[[package]]\n[[\n]]\n[]\n[[package]]\nname = \n",
            "/app/pdm.lock": None,
            "/app/uv.lock": Link("uv.lock"),
            "/app/requirements.txt": line % A,
        }
        self.assertEqual(self.hashes(tree), {"speed-up": ["sha256:" + A]})
        self.assertEqual(self.codes(), [])

    def test_so_many_files_are_read_and_the_nearest_first(self):
        line = "speed-up==4.9.2 --hash=sha256:%s\n"
        tree = {"/app/d/requirements%02d.txt" % number: line % D for number in range(lockfiles.MOST_FILES)}
        tree["/app/d/requirements99.txt"] = line % B
        tree["/app/z/requirements.txt"] = line % C
        tree["/app/requirements.txt"] = line % A
        self.assertEqual(self.hashes(tree), {"speed-up": ["sha256:" + A, "sha256:" + D]})

    def test_nothing_is_read_for_nothing(self):
        self.make({"/app/requirements.txt": "x"})
        self.assertEqual(lockfiles.hashes(self.look(["python3"], path=[PACKAGES]), {}), {})

    def test_lines_that_go_on_end_with_a_comment(self):
        text = "a==1 \\\n  # remark \\\n  --hash=sha256:%s\n" % A
        self.assertEqual(list(locked.requirements(text)), [locked.Locked("a", "1", set())])


if __name__ == "__main__":
    unittest.main()

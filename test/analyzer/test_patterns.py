import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import patterns
from made import ImageCase, Link


class PathPatterns(ImageCase):
    def check(self, pattern, matches, others):
        regex = patterns.path_pattern(pattern)
        for path in matches:
            self.assertTrue(regex.match(path), (pattern, path))
        for path in others:
            self.assertFalse(regex.match(path), (pattern, path))

    def test_a_star_stays_in_a_name_and_takes_what_is_below(self):
        self.check("/srv/*", ["/srv/a", "/srv/a/b/c"], ["/srv", "/srvx/a"])
        self.check("/srv/*.py", ["/srv/a.py", "/srv/a.py/x"], ["/srv/a/b.py", "/srv/a.pyc"])

    def test_two_stars_cross_folders(self):
        self.check("/srv/**/x.js", ["/srv/x.js", "/srv/a/b/x.js"], ["/x.js", "/srv/ax.js"])
        self.check("/srv/**", ["/srv/a", "/srv/a/b"], ["/srv"])

    def test_sets_and_plain_characters(self):
        self.check("/a/[bc]?.py", ["/a/bx.py", "/a/c1.py"], ["/a/dx.py", "/a/b.py"])
        self.check("/a/[!b].py", ["/a/c.py"], ["/a/b.py", "/a//.py"])
        self.check("/a/[x", ["/a/[x"], ["/a/x"])
        self.check("/a+b(c)", ["/a+b(c)"], ["/aab(c)"])

    def test_the_fixed_beginning_follows_links(self):
        self.make({"/lib": Link("usr/lib"), "/usr/lib/x/y": ""})
        self.assertEqual(patterns.canonical(self.image, "/lib/x/*"), "/usr/lib/x/*")
        self.assertEqual(patterns.canonical(self.image, "/lib/x/y"), "/usr/lib/x/y")
        self.assertEqual(patterns.canonical(self.image, "/lib"), "/lib")
        self.assertEqual(patterns.canonical(self.image, "/*"), "/*")


class ModulePatterns(ImageCase):
    def matched(self, pattern):
        roots = patterns.import_roots(["/lib/python3.11", "/lib/python3.11/lib-dynload", "/lib/python3/dist-packages"])
        matcher = patterns.Matcher(self.image, [pattern], roots)
        paths = [
            "/lib/python3.11/lib-dynload/_sqlite3.cpython-311-x86_64-linux-gnu.so",
            "/lib/python3.11/sqlite3/__init__.py",
            "/lib/python3.11/sqlite3/dbapi2.py",
            "/lib/python3.11/sqlite3/__pycache__/dbapi2.cpython-311.pyc",
            "/lib/python3.11/sqlite3/schema.sql",
            "/lib/python3.11/_sqlite3x.py",
            "/lib/python3/dist-packages/pkg/_speedups.abi3.so",
            "/srv/sqlite3.py",
        ]
        return [path.rpartition("/")[2] for path in paths if matcher.match(path, False)]

    def test_a_module_is_all_its_files(self):
        self.assertEqual(self.matched("_sqlite3"), ["_sqlite3.cpython-311-x86_64-linux-gnu.so"])
        self.assertEqual(self.matched("sqlite3.dbapi2"), ["dbapi2.py", "dbapi2.cpython-311.pyc"])
        self.assertEqual(self.matched("pkg._speedups"), ["_speedups.abi3.so"])

    def test_a_package_takes_its_data(self):
        self.assertEqual(self.matched("sqlite3"), ["__init__.py", "dbapi2.py", "dbapi2.cpython-311.pyc", "schema.sql"])

    def test_a_star_is_what_is_in_the_package(self):
        self.assertEqual(self.matched("sqlite3.*"), ["dbapi2.py", "dbapi2.cpython-311.pyc"])
        self.assertEqual(self.matched("*._speedups"), ["_speedups.abi3.so"])

    def test_a_pattern_without_a_match_counts_nothing(self):
        matcher = patterns.Matcher(self.image, ["b", "a"], patterns.import_roots([]))
        self.assertEqual(matcher.report(), [{"pattern": "a", "files": 0}, {"pattern": "b", "files": 0}])


if __name__ == "__main__":
    unittest.main()

import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import facts
import modules
from ledger import Ledger
from made import ImageCase, elf
from patterns import Matcher, import_roots

SUFFIXES = [".cpython-311-x86_64-linux-gnu.so", ".abi3.so", ".so"]
LIBRARY = "/usr/lib/python3.11/lib-dynload"
PACKAGES = "/usr/lib/python3/dist-packages"
DEBIAN = {"kind": "debian"}


class Modules(ImageCase):
    def found(self, tree):
        self.make(tree)
        roots = import_roots([LIBRARY, "/usr/lib/python3.11", PACKAGES])
        ledger = Ledger(self.image, Matcher(self.image, [], roots), self.findings)
        ledger.keep_tree("/usr", "packages", "test", set())
        scope = modules.Scope(SUFFIXES, roots, ["/usr/lib/python3.11", LIBRARY])
        return list(modules.find(self.image, ledger, scope))

    def kinds(self, tree):
        return {c.name: c.kind for c in self.found(tree)}

    def test_kinds_are_told_apart(self):
        self.assertEqual(
            self.kinds(
                {
                    LIBRARY + "/_ssl.cpython-311-x86_64-linux-gnu.so": elf(symbols=["PyInit__ssl"]),
                    PACKAGES + "/markup/_speed.abi3.so": elf(symbols=["PyInit__speed"]),
                    PACKAGES + "/old/_fast.cpython-39-x86_64-linux-gnu.so": elf(symbols=["PyInit__fast"]),
                    PACKAGES + "/x.libs/libblas.so.3": elf(soname="libblas.so.3"),
                    PACKAGES + "/x/libplain.so": elf(),
                    PACKAGES + "/x/bin/tool": elf(kind=2, interpreter="/lib64/ld-linux-x86-64.so.2"),
                    PACKAGES + "/x/pie": elf(interpreter="/lib64/ld-linux-x86-64.so.2"),
                    PACKAGES + "/x/object.o": elf(kind=1),
                    PACKAGES + "/x/text.so": "GROUP ( libx.so.1 )",
                    PACKAGES + "/x/broken.so": b"\x7fELF" + bytes(80),
                }
            ),
            {
                "_ssl": "standard",
                "markup._speed": "third-party",
                "_fast.cpython-39-x86_64-linux-gnu.so": "foreign",
                "libblas.so.3": "library",
                "libplain.so": "library",
                "tool": "program",
                "pie": "program",
                "object.o": "program",
                "broken.so": "program",
            },
        )

    def test_needs_are_sorted(self):
        found = self.found({LIBRARY + "/_ssl.so": elf(symbols=["PyInit__ssl"], needed=["libssl.so.3", "libc.so.6"])})
        self.assertEqual(found[0].needs, ["libc.so.6", "libssl.so.3"])

    def test_a_name_beyond_ascii_has_a_punycode_function(self):
        self.assertEqual(modules.init_function("pkg.é"), "PyInitU_9ca")
        self.assertEqual(modules.init_function("pkg._a"), "PyInit__a")


def compiled(name, kind):
    return modules.Compiled(name, "/x/" + name, "packages", kind, [])


class Choices(unittest.TestCase):
    def choose(self, wanted, files, linkable=("_ssl",), origin=DEBIAN, relinked=frozenset()):
        known = None if linkable is None else list(linkable)
        found = modules.choose(wanted, files, known, origin, "/usr/bin/python3.11", relinked)
        return found.mode, found.linked, [(b["module"], b["reason"]) for b in found.blockers]

    def test_auto_is_static_where_all_can_be_linked(self):
        files = [compiled("_ssl", "standard"), compiled("tool", "program"), compiled("old", "foreign")]
        self.assertEqual(self.choose("auto", files), ("static", ["_ssl"], []))

    def test_auto_is_dynamic_where_something_stands_in_the_way(self):
        files = [compiled("_ssl", "standard"), compiled("m._s", "third-party"), compiled("libx.so", "library")]
        self.assertEqual(self.choose("auto", files), ("dynamic", [], [("m._s", "third-party"), ("libx.so", "library")]))

    def test_what_is_relinked_does_not_stand_in_the_way(self):
        files = [compiled("m._s", "third-party"), compiled("libx.so", "library"), compiled("n._s", "third-party")]
        self.assertEqual(self.choose("auto", files, relinked={"/x/m._s", "/x/libx.so", "/x/n._s"}), ("static", [], []))
        rest = [("n._s", "third-party")]
        self.assertEqual(self.choose("auto", files, relinked={"/x/m._s", "/x/libx.so"}), ("dynamic", [], rest))

    def test_static_keeps_its_mode_and_names_what_blocks(self):
        files = [compiled("_ssl", "standard"), compiled("_tkinter", "standard")]
        self.assertEqual(self.choose("static", files), ("static", ["_ssl"], [("_tkinter", "not-linkable")]))

    def test_dynamic_links_nothing(self):
        self.assertEqual(self.choose("dynamic", [compiled("_ssl", "standard")]), ("dynamic", [], []))

    def test_an_interpreter_that_cannot_be_linked_is_one_blocker(self):
        files = [compiled("_ssl", "standard"), compiled("_json", "standard")]
        other = {"kind": "other", "reason": "x"}
        self.assertEqual(self.choose("auto", files, origin=other), ("dynamic", [], [("python3.11", "origin")]))
        self.assertEqual(self.choose("auto", files, linkable=None), ("dynamic", [], [("python3.11", "not-linkable")]))


class Facts(unittest.TestCase):
    def test_the_running_interpreter_names_itself(self):
        import sys

        python = facts.running()
        self.assertEqual(python.version.split(".")[:2], [str(part) for part in sys.version_info[:2]])
        self.assertIn(python.build, sys.version)
        self.assertTrue(python.soabi.startswith("cpython-"))
        self.assertGreater(python.sre_magic, 20140000)
        self.assertGreater(python.pyc_magic, 3000)
        self.assertNotIn("suffixes", python.facts())


if __name__ == "__main__":
    unittest.main()

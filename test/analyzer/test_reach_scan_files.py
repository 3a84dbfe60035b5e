import bz2
import importlib.util
import marshal
import pickle
import struct
import textwrap
import unittest
import zlib
from collections import Counter
from fractions import Fraction

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
from reach.bytecode import HEADER
from reach.records import Import
from reach.scan import scan_binary, scan_code, scan_data


def texts(scan):
    return [one.value for one in scan.texts]


class Bytecode(unittest.TestCase):
    def compiled(self, source):
        code = compile(textwrap.dedent(source), "/made.py", "exec")
        return importlib.util.MAGIC_NUMBER + bytes(HEADER - 4) + marshal.dumps(code)

    def scanned(self, source):
        scan = scan_code(self.compiled(source), "/made.pyc")
        self.assertEqual(scan.error, "")
        return scan

    def test_imports_with_their_dots_names_and_lines(self):
        scan = self.scanned("import a.b as c\nfrom ..d import e, f\nfrom . import g\n")
        self.assertEqual(
            sorted(scan.imports),
            [Import(".", ("g",), 3, False), Import("..d", ("e", "f"), 2, False), Import("a.b", (), 1, False)],
        )
        self.assertEqual(self.scanned("from a import *").imports, (Import("a", ("*",), 1, False),))

    def test_imports_far_into_long_code(self):
        lines = ["x%d = 'y%d'\n" % (number, number) for number in range(300)]
        source = "".join(lines) + "def f():\n    from ..a import b\n"
        self.assertEqual([one[:3] for one in self.scanned(source).imports], [("..a", ("b",), 302)])

    def test_constants_are_texts_and_import_functions_are_computed(self):
        source = """
            from importlib import import_module
            NAMES = ("a.b", "c")
            def load(kind):
                if kind in {"d.e", "f"}:
                    return import_module(f"g.h.{kind}")
        """
        scan = self.scanned(source)
        for text in ("a.b", "c", "d.e", "f"):
            self.assertIn(text, texts(scan))
        self.assertEqual([one[::2] for one in scan.computed], [("*", "import_module"), ("g.h.*", "text")])

    def test_uses_and_names(self):
        source = """
            import ctypes, pkgutil
            def f(): ctypes.CDLL("/opt/liba.so"), pkgutil.iter_modules(g)
            class A: b = 1
            c = 1
        """
        scan = self.scanned(source)
        self.assertEqual(
            sorted((one.what, one.value) for one in scan.uses),
            [("library", "*"), ("listing", "."), ("path", "/opt/liba.so")],
        )
        self.assertEqual(scan.names, ("A", "c", "ctypes", "f", "pkgutil"))
        self.assertEqual(self.scanned("def __getattr__(x): pass").names, ("__getattr__", "*"))

    def test_what_is_none_of_this_python(self):
        good = self.compiled("import a")
        head = good[:HEADER]
        for data in (b"", good[:8], b"\0\0\r\n" + good[4:], head + b"nonsense", head + marshal.dumps(1)):
            scan = scan_code(data, "/made.pyc")
            self.assertEqual(scan.imports, ())
            self.assertTrue(scan.error)


def elf(sections, machine=0x3E):
    """A file with sections alone: (name, kind, flags, address, contents)."""
    rows = [(b"", 0, 0, 0, b"")] + list(sections)
    names = b"".join(name + b"\0" for name, *_ in rows) + b".shstrtab\0"
    rows.append((b".shstrtab", 3, 0, 0, names))
    body, table, at = b"", b"", 0
    for name, kind, flags, address, contents in rows:
        table += struct.pack("<IIQQQQIIQQ", at, kind, flags, address, 64 + len(body), len(contents), 0, 0, 1, 0)
        body += contents
        at += len(name) + 1
    header = b"\x7fELF\x02\x01\x01".ljust(16, b"\0") + struct.pack("<HHIQQQ", 3, machine, 1, 0, 0, 64 + len(body))
    return header + struct.pack("<IHHHHHH", 0, 64, 0, 0, 64, len(rows), len(rows) - 1) + body + table


class Binaries(unittest.TestCase):
    def test_names_among_the_constants_only(self):
        data = elf(
            [
                (b".dynstr", 3, 2, 0x100, b"\0PyInit_made\0symbol_name\0"),
                (b".rodata", 1, 2, 0x200, b"\0a.b\0word\0no name\0 c.d\0e.f!\0libx.so.1\0"),
                (b".text", 1, 6, 0x300, b"\0in_code\0"),
                (b".debug_str", 1, 0x30, 0, b"\0debugged\0"),
            ]
        )
        scan = scan_binary(data)
        self.assertEqual(texts(scan), ["a.b", "c.d", "name", "word"])
        self.assertEqual([(one.what, one.value) for one in scan.uses], [("library", "libx.so.1")])
        self.assertEqual(scan.computed, ())

    def test_without_sections_everything_is_read(self):
        self.assertEqual(texts(scan_binary(b"\0PyInit_made\0a.b\0")), ["a.b", "PyInit_made"])

    def test_a_library_without_python_names_no_modules(self):
        self.assertEqual(texts(scan_binary(elf([(b".rodata", 1, 2, 0x200, b"\0a.b\0")]))), [])

    def packed(self, compress):
        strings = ["Help " * 50, "", "made.inner", "__main__", "__test__", "secrets", "cline_in_traceback", "x", "y"]
        text = "".join(strings).encode() + b"tail"
        lengths = b"".join(struct.pack("<I", len(one)) for one in strings + ["tail"])
        constants = struct.pack("<III", 7, 9, 1 << 30) + lengths + struct.pack("<I", 5) + compress(text) + bytes(7)
        return elf(
            [
                (b".dynstr", 3, 2, 0x100, b"\0PyInit_made\0__pyx_x\0"),
                (b".rodata", 1, 2, 0x200, constants),
            ]
        )

    def test_strings_that_cython_packs(self):
        for compress in (zlib.compress, bz2.compress, bytes):
            scan = scan_binary(self.packed(compress))
            self.assertEqual(scan.computed, ())
            for name in ("made.inner", "secrets", "cline_in_traceback"):
                self.assertIn(name, texts(scan))

    def test_packing_that_is_not_known_is_said(self):
        scan = scan_binary(self.packed(lambda text: bytes(byte ^ 0x80 for byte in text)))
        self.assertEqual([one[::2] for one in scan.computed], [("*", "cython")])

    def test_strings_that_rust_lays_end_to_end(self):
        constants = b"decimalmade.innerwordspyo3"
        relocations = struct.pack("<QQQ", 0x4000, 8, 0x2000 + 7)
        # lea rsi, [rip + distance]; mov edx, 7
        code = b"\x48\x8d\x35" + struct.pack("<i", 0x2000 - (0x3000 + 7)) + b"\xba\x07\0\0\0"
        sections = [
            (b".dynstr", 3, 2, 0x100, b"\0PyInit_made\0"),
            (b".rela.dyn", 4, 2, 0x1000, relocations),
            (b".rodata", 1, 2, 0x2000, constants),
            (b".text", 1, 6, 0x3000, code),
            (b".data.rel.ro", 1, 3, 0x4000, struct.pack("<QQ", 0, 10)),
        ]
        scan = scan_binary(elf(sections))
        self.assertEqual(texts(scan), ["made.inner", "decimal"])
        self.assertEqual([one[::2] for one in scan_binary(elf(sections, machine=0xB7)).computed], [("*", "rust")])

    def test_broken_files(self):
        whole = self.packed(zlib.compress)
        for size in range(0, len(whole), 7):
            scan_binary(whole[:size])
        scan_binary(whole[:40] + b"\xff" * 24 + whole[64:])


class Data(unittest.TestCase):
    def test_names_in_settings_of_all_kinds(self):
        for text in (
            'worker:\n  class: "a.b.C"\n',
            "worker = !made a.b.C\n",
            "object: !!python/object:a.b.C {}\n",
            '{"class": "a.b.C"}',
            "class = a.b.C # why\n",
            "list: x, a.b.C;y",
        ):
            self.assertIn("a.b.C", texts(scan_data(text.encode(), "/x")), text)

    def test_other_spellings(self):
        scan = scan_data(b'entry = a.b:c.d [extra]\nrelative = [".e.f", "g"]\n', "/x.toml")
        for value in ("a.b", "a.b.c.d", ".e.f", "g"):
            self.assertIn(value, texts(scan))
        self.assertEqual([one.line for one in scan.texts if one.value == ".e.f"], [2])

    def test_addresses_and_paths_are_no_names(self):
        scan = scan_data(b"http://www.x.org/a.b me.too@y.org 1.2.3 /opt/made/file.txt", "/x")
        self.assertEqual([value for value in texts(scan) if "." in value], [])
        self.assertEqual([(one.what, one.value) for one in scan.uses], [("path", "/opt/made/file.txt")])

    def test_pickles_of_every_protocol(self):
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            found = texts(scan_data(pickle.dumps([Fraction(1, 2), Counter("a")], protocol), "/x.bin"))
            for name in ("fractions", "fractions.Fraction", "collections", "collections.Counter"):
                self.assertIn(name, found, protocol)

    def test_many_names_are_bounded_and_dotted_ones_stay(self):
        lines = b"\n".join(b"word%d" % number for number in range(6000)) + b"\na.b\n"
        found = texts(scan_data(lines, "/x"))
        self.assertEqual(len(found), 5000)
        self.assertIn("a.b", found)


if __name__ == "__main__":
    unittest.main()

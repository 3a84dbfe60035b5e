"""modules.json: the one table of the standard library's C modules."""

import json
import unittest
from typing import Any, Mapping

import rooms
from table import read_table

# What lib-dynload of libpythonX.Y-minimal and -stdlib holds, read from the packages of each suite.
SHIPPED: Mapping[str, str] = {
    "3.9": (
        "_asyncio _bz2 _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _contextvars _crypt "
        "_ctypes _ctypes_test _curses _curses_panel _dbm _decimal _hashlib _json _lsprof _lzma _multibytecodec "
        "_multiprocessing _opcode _posixshmem _queue _sqlite3 _ssl _testbuffer _testcapi _testimportmultiple "
        "_testinternalcapi _testmultiphase _uuid _xxsubinterpreters _xxtestfuzz _zoneinfo audioop mmap nis "
        "ossaudiodev parser readline resource termios xxlimited"
    ),
    "3.11": (
        "_asyncio _bz2 _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _contextvars _crypt "
        "_ctypes _ctypes_test _curses _curses_panel _dbm _decimal _hashlib _json _lsprof _lzma _multibytecodec "
        "_multiprocessing _posixshmem _queue _sqlite3 _ssl _testbuffer _testcapi _testclinic _testimportmultiple "
        "_testinternalcapi _testmultiphase _typing _uuid _xxsubinterpreters _xxtestfuzz _zoneinfo audioop mmap "
        "nis ossaudiodev readline resource termios xxlimited xxlimited_35"
    ),
    "3.12": (
        "_asyncio _bz2 _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _contextvars _crypt "
        "_ctypes _ctypes_test _curses _curses_panel _dbm _decimal _hashlib _json _lsprof _lzma _multibytecodec "
        "_multiprocessing _posixshmem _queue _sqlite3 _ssl _testbuffer _testcapi _testclinic _testimportmultiple "
        "_testinternalcapi _testmultiphase _testsinglephase _xxinterpchannels _xxsubinterpreters _xxtestfuzz "
        "_zoneinfo audioop mmap ossaudiodev readline resource termios xxlimited xxlimited_35 xxsubtype"
    ),
    "3.13": (
        "_asyncio _bz2 _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _contextvars "
        "_ctypes _ctypes_test _curses _curses_panel _dbm _decimal _hashlib _interpchannels _interpqueues "
        "_interpreters _lsprof _lzma _multibytecodec _multiprocessing _posixshmem _queue _sqlite3 _ssl "
        "_testbuffer _testcapi _testclinic _testclinic_limited _testexternalinspection _testimportmultiple "
        "_testinternalcapi _testlimitedcapi _testmultiphase _testsinglephase _uuid _xxtestfuzz _zoneinfo mmap "
        "readline resource termios xxlimited xxlimited_35 xxsubtype"
    ),
}


class TableTest(unittest.TestCase):
    table: Mapping[str, Any]

    @classmethod
    def setUpClass(cls) -> None:
        cls.table = json.loads(rooms.TABLE.read_text(encoding="utf-8"))

    def test_every_module_that_debian_ships_can_be_linked(self) -> None:
        for python, shipped in SHIPPED.items():
            with self.subTest(python):
                names = {module.name for module in read_table(rooms.TABLE, python, "debian").modules}
                self.assertEqual(set(shipped.split()) - names, set())

    def test_a_python_has_each_module_once(self) -> None:
        for python in self.table["pythons"]:
            names = [module.name for module in read_table(rooms.TABLE, python, "debian").modules]
            self.assertEqual(names, sorted(set(names)), python)

    def test_a_module_names_only_libraries_of_the_table(self) -> None:
        libraries = self.table["libraries"]
        for entry in self.table["modules"]:
            self.assertEqual([name for name in entry.get("libraries", ()) if name not in libraries], [], entry["name"])
        for name, entry in libraries.items():
            self.assertEqual([need for need in entry.get("needs", ()) if need not in libraries], [], name)

    def test_an_entry_has_no_key_that_nothing_reads(self) -> None:
        keys = {"name", "since", "until", "origin", "sources", "include", "defines", "options", "libraries"}
        keys |= {"api", "test"}
        for entry in [*self.table["modules"], *self.table["core"]]:
            self.assertEqual(set(entry) - keys, set(), entry["name"])

    def test_sources_stay_below_modules(self) -> None:
        for entry in self.table["modules"]:
            for source in entry["sources"]:
                self.assertRegex(source, r"^[A-Za-z_][A-Za-z0-9_/]*(/\*)?\.c$|^[A-Za-z_]+/\*\.c$")

    def test_a_range_includes_both_its_ends(self) -> None:
        names = {xy: {m.name for m in read_table(rooms.TABLE, xy, "debian").modules} for xy in ("3.9", "3.10", "3.12")}
        self.assertIn("parser", names["3.9"])
        self.assertNotIn("parser", names["3.10"])
        self.assertIn("_json", names["3.12"])

    def test_a_python_without_a_table_is_refused_with_the_versions_that_have_one(self) -> None:
        with self.assertRaises(LookupError) as caught:
            read_table(rooms.TABLE, "3.7", "debian")
        self.assertEqual(
            caught.exception.args[0],
            "python 3.7 is not in the table of C modules, which has 3.8, 3.9, 3.10, 3.11, 3.12, 3.13, 3.14",
        )


if __name__ == "__main__":
    unittest.main()

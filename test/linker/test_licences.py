"""What is written into the image of the licences of what is linked."""

import tempfile
import unittest
from pathlib import Path

import rooms  # noqa: F401  # pyright: ignore[reportUnusedImport]
from licences import Work, short_names, text

MACHINE_READABLE = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

Files: *
License: Zlib

Files: contrib/*
License: BSL-1.0

License: Zlib
 Its text.
"""


class LicencesTest(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)

    def write(self, name: str, content: str) -> Path:
        (self.folder / name).write_text(content, encoding="utf-8")
        return self.folder / name

    def test_short_names_are_those_of_a_machine_readable_file(self) -> None:
        self.assertEqual(short_names(self.write("a", MACHINE_READABLE)), "BSL-1.0, Zlib")
        for content in ("Copyright 1998 somebody.\n", "By somebody.\n\nLicense: You may do as you like.\n"):
            self.assertEqual(short_names(self.write("b", content)), "")

    def test_every_work_is_in_the_table_and_every_text_is_there_once(self) -> None:
        one, two = self.write("one", MACHINE_READABLE), self.write("two", MACHINE_READABLE)
        other = self.write("other", "You may.\n")
        found = text([Work("libone 1", one), Work("libtwo 1", two), Work("libother 2", other), Work("libnone 3", None)])
        rows = ["libone 1: BSL-1.0, Zlib", "libother 2: its own words are below", "libnone 3: nothing is on record"]
        self.assertEqual([row for row in rows if f"{row}\n" not in found], [])
        self.assertEqual((found.count("Its text."), found.count("You may.")), (1, 1))
        self.assertIn("libone 1, libtwo 1\n", found)


if __name__ == "__main__":
    unittest.main()

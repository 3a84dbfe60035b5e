import os
import random
import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import elf
from made import ImageCase
from made import elf as made_elf


class ElfFiles(ImageCase):
    def read(self, data: bytes):
        self.make({"/file": data})
        return elf.read(self.root + "/file")

    def test_needs_names_and_folders_are_read(self):
        found = self.read(
            made_elf(
                needed=["libssl.so.3", "libc.so.6"],
                soname="libx.so.1",
                rpath="$ORIGIN/../lib:/opt/lib",
                interpreter="/lib64/ld-linux-x86-64.so.2",
            )
        )
        self.assertEqual(found.needed, ("libssl.so.3", "libc.so.6"))
        self.assertEqual(found.soname, "libx.so.1")
        self.assertEqual(found.rpath, ("$ORIGIN/../lib", "/opt/lib"))
        self.assertEqual(found.runpath, ())
        self.assertEqual(found.interpreter, "/lib64/ld-linux-x86-64.so.2")

    def test_a_module_is_known_by_its_init_function(self):
        found = self.read(made_elf(symbols=["PyInit__ssl"]))
        self.assertTrue(elf.defines(self.root + "/file", found, "PyInit__ssl"))
        self.assertFalse(elf.defines(self.root + "/file", found, "PyInit__s"))
        self.assertFalse(elf.defines(self.root + "/file", found, "Init__ssl"))

    def test_other_files_are_none(self):
        for data in (b"", b"\x7fELF", b"#!/bin/sh\n", b"\x7fELF\x01\x01" + bytes(100), b"\x7fELF\x02\x02" + bytes(100)):
            self.assertIsNone(self.read(data))
        self.assertIsNone(elf.read(self.root + "/absent"))
        self.assertIsNone(elf.read(self.root))

    def test_no_damage_raises(self):
        whole = made_elf(needed=["libc.so.6"], rpath="/a", interpreter="/ld", symbols=["PyInit_a"])
        choose = random.Random(1)
        for _ in range(3000):
            data = bytearray(whole)
            for _ in range(choose.randint(1, 12)):
                data[choose.randrange(len(data))] = choose.choice((0, 1, 0x7F, 0x80, 0xFF))
            found = self.read(bytes(data[: choose.randint(0, len(data))]))
            if found is not None:
                elf.defines(self.root + "/file", found, "PyInit_a")

    def test_a_real_interpreter_is_read(self):
        import sys

        found = elf.read(os.path.realpath(sys.executable))
        self.assertTrue(found.interpreter.startswith("/lib"))
        self.assertTrue(any(name.startswith("libc") for name in found.needed))


if __name__ == "__main__":
    unittest.main()

import ctypes.util
import os
import re
import subprocess
import sys
import unittest
from unittest.mock import patch

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import ldconfig
from made import ImageCase, Program, elf
from test_libraries import cache

CACHED = (
    ("libc.so.6", "/lib/x86_64-linux-gnu/libc.so.6", 0x0303),
    ("libm.so.6", "/lib/x86_64-linux-gnu/libm.so.6", 0x0303),
    ("libpython3.11.so.1.0", "/usr/local/lib/libpython3.11.so.1.0", 0x0303),
    ("libssl.so.3", "/lib/x86_64-linux-gnu/libssl.so.3", 0x0303),
    ("libcrypt.so.1", "/lib/x86_64-linux-gnu/libcrypt.so.1", 0x0303),
)


class Ldconfig(ImageCase):
    def script(self, km=sys.executable, tree=None):
        self.make(tree or {"/sbin/ldconfig": elf(), "/etc/ld.so.cache": cache(CACHED)})
        return ldconfig.script(self.image, km)

    def test_find_library_reads_what_python_holds_and_nothing_else(self):
        self.make({"/program": Program((self.script() or b"").decode())})
        popen = subprocess.Popen

        def started(argv, **options):
            return popen([self.root + "/program"] + argv[1:], **options)

        # Else it looks for a compiler.
        with patch.object(subprocess, "Popen", started), patch.dict(os.environ, {"PATH": "/nowhere"}):
            names = ("c", "m", "python3.11", "ssl", "crypt")
            found = [ctypes.util._findSoname_ldconfig(name) for name in names]  # type: ignore[attr-defined]
        self.assertEqual(found, ["libc.so.6", "libm.so.6", "libpython3.11.so.1.0", None, None])

    def test_it_names_what_python_opens_as_itself(self):
        linker = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../linker/c/dl.c")
        with open(linker, encoding="utf-8") as file:
            listed = re.search(r"own_libraries\[\] = \{([^}]*)\}", file.read())
        assert listed is not None
        for name in re.findall(r'"([^"]+)"', listed.group(1)):
            self.assertTrue(ldconfig.IN_PROGRAM.match(name), name)

    def test_it_says_that_it_knows_nothing_else(self):
        self.make({"/program": Program((self.script() or b"").decode())})
        done = subprocess.run([self.root + "/program", "-v"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"knows only -p in this image", done.stderr)

    def test_an_image_in_which_there_is_nothing_to_ask(self):
        self.assertIsNone(self.script(tree={"/etc/ld.so.cache": cache(CACHED)}))
        self.assertIsNone(self.script(tree={"/sbin/ldconfig": elf(), "/etc/ld.so.cache": cache(CACHED[3:])}))

    def test_a_path_that_no_first_line_of_a_script_can_name(self):
        self.assertIsNone(self.script(km="/with space/python3.11.2.km"))
        self.assertIsNone(self.script(km="/" + "long" * 40))


if __name__ == "__main__":
    unittest.main()

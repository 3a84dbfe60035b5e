import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import mismatch
from made import ImageCase, Link

OWN = mismatch.Own(
    "/usr/bin/python3.11", "3.11.2", 20220615, b"\xa7\x0d\r\n", [".cpython-311-x86_64-linux-gnu.so", ".abi3.so", ".so"]
)
LIBRARY = {
    "/lib/os.py": "",
    "/lib/codecs.py": "",
    "/lib/re/_constants.py": "# comment\nMAGIC = 20220615\n",
    "/lib/_sysconfigdata__linux_x86_64-linux-gnu.py": "build_time_vars = {'SOABI': 'x',\n 'VERSION': '3.11',\n}\n",
    "/lib/lib-dynload/_bz2.cpython-311-x86_64-linux-gnu.so": b"\x7fELF",
    "/lib/ctypes/__init__.py": 'import x\n__version__ = "1.1.0"\n',
    "/lib/lib-dynload/_ctypes.cpython-311-x86_64-linux-gnu.so": b"\x7fELF..\x001.1.0\0",
}
BEGINNING = "/usr/bin/python3.11 is Python 3.11.2, but the library that it imports from %s/lib is Python %s's: "


class Libraries(ImageCase):
    def find(self, changes):
        tree = dict(LIBRARY)
        tree.update(changes)
        self.make({path: content for path, content in tree.items() if content != "absent"})
        found = mismatch.find(OWN, [self.root + "/absent", self.root + "/lib"])
        return None if found is None else found[0].replace(self.root, "")

    def test_an_interpreter_and_its_own_library(self):
        self.assertIsNone(self.find({}))

    def test_what_is_not_there_says_nothing(self):
        self.assertIsNone(self.find(dict.fromkeys(list(LIBRARY)[2:], "absent")))

    def test_the_regex_compiler_of_another_version(self):
        changes = {"/lib/re/_constants.py": "absent", "/lib/sre_constants.py": "MAGIC = 20171005 # x\n"}
        changes["/lib/_sysconfigdata__linux_x86_64-linux-gnu.py"] = "absent"
        changes["/lib/__pycache__/os.cpython-39.pyc"] = b""
        expected = BEGINNING % ("", "3.9") + "sre_constants.py has MAGIC 20171005, the interpreter 20220615"
        self.assertEqual(self.find(changes), expected)

    def test_a_library_that_hides_its_version(self):
        found = self.find({"/lib/re/_constants.py": "MAGIC = 20230612\n"})
        self.assertIn("is Python another version's: re/_constants.py has MAGIC 20230612", found)

    def test_the_build_record_of_another_version(self):
        changes = {"/lib/_sysconfigdata__linux_x86_64-linux-gnu.py": " 'VERSION': '3.10',\n"}
        sign = "_sysconfigdata__linux_x86_64-linux-gnu.py is of Python 3.10"
        self.assertEqual(self.find(changes), BEGINNING % ("", "3.10") + sign)

    def test_modules_that_only_another_version_imports(self):
        own = [path for path in LIBRARY if path.startswith("/lib/lib-dynload")]
        changes = dict(dict.fromkeys(own, "absent"), **{"/lib/lib-dynload/zlib.cpython-312-x86_64-linux-gnu.so": b"x"})
        sign = "lib-dynload/zlib.cpython-312-x86_64-linux-gnu.so has not the interpreter's .cpython-311"
        self.assertIn(BEGINNING % ("", "3.12") + sign, self.find(changes))

    def test_one_module_of_another_version_is_no_sign(self):
        self.assertIsNone(self.find({"/lib/lib-dynload/zlib.cpython-312-x86_64-linux-gnu.so": b"x"}))

    def test_compiled_files_without_source(self):
        found = self.find({"/lib/os.py": "absent", "/lib/os.pyc": b"\x61\x0d\r\n...."})
        self.assertIn("os.pyc has the number 3425, the interpreter 3495", found)

    def test_the_halves_of_ctypes(self):
        found = self.find({"/lib/ctypes/__init__.py": 'x\n__version__ = "1.0.9"\n'})
        self.assertIn(
            "ctypes/__init__.py has version 1.0.9, and lib-dynload/_ctypes.cpython-311-x86_64-linux-gnu.so another",
            found,
        )

    def test_a_package_with_a_module_called_os_is_no_library(self):
        self.make({"/site/os.py": "", "/site/sre_constants.py": "MAGIC = 1\n", "/link": Link("/site")})
        self.assertIsNone(mismatch.find(OWN, [self.root + "/site"]))

    def test_the_running_interpreter_agrees_with_its_library(self):
        import sys

        self.assertIsNone(mismatch.find(mismatch.running(), [path for path in sys.path if "lib/python" in path]))


if __name__ == "__main__":
    unittest.main()

"""The analyzer needs none of the C modules that a build of CPython may lack."""

import subprocess
import unittest

import analyzer_path
import pythons

MAY_BE_ABSENT = "zlib _bz2 _lzma _ctypes _sqlite3 _ssl _hashlib _uuid _curses readline _decimal _multiprocessing"
CODE = "import sys; sys.path.insert(0, sys.argv[1]); [sys.modules.__setitem__(n, None) for n in %r.split()]"


class BarePythonTest(unittest.TestCase):
    def test_the_whole_analyzer_is_imported_by_a_python_that_lacks_them(self):
        for version, python in pythons.found().items():
            if version == "2.7":
                continue
            with self.subTest(version):
                code = CODE % MAY_BE_ABSENT + "; import analysis"
                command = [python, "-E", "-s", "-S", "-B", "-c", code, str(analyzer_path.ANALYZER)]
                done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))


if __name__ == "__main__":
    unittest.main()

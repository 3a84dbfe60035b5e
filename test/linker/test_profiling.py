"""What the compiler learns from: which modules, and that the programs run with those alone."""

import subprocess
import sys
import unittest
from pathlib import Path

import rooms
from objects import ModuleObject
from profiling import TRAINED, is_profiled, part_modules, table_source
from request import parse_request
from table import read_table

MAIN = rooms.LINKER / "toolchain/training/main.py"

# Stands before the programs: of the extensions beside the interpreter only those that are trained can be imported.
ONLY_TRAINED = """
import importlib.machinery as machinery, runpy, sys
class Trained(machinery.ExtensionFileLoader):
    def create_module(self, spec):
        if spec.name not in trained:
            raise ImportError(spec.name)
        return super().create_module(spec)
kinds = (Trained, machinery.EXTENSION_SUFFIXES), (machinery.SourceFileLoader, machinery.SOURCE_SUFFIXES)
sys.path_hooks[:] = [machinery.FileFinder.path_hook(*kinds)]
sys.path_importer_cache.clear()
main, trained, sys.argv[1:] = sys.argv[1], sys.argv[2].split(), sys.argv[3:]
sys.path.insert(0, main.rsplit("/", 1)[0])
runpy.run_path(main, run_name="__main__")
"""


def words(version: str, abiflags: str = "") -> list[str]:
    xy = "".join(version.split(".")[:2])
    return [version, "/usr/local", "lib", "x86_64-linux-gnu", abiflags, f"cpython-{xy}{abiflags}-x86_64-linux-gnu", "0"]


class ProfilingTest(unittest.TestCase):
    def test_all_but_debug_builds_are_profiled(self) -> None:
        self.assertTrue(is_profiled(parse_request(words("3.13.5"))))
        self.assertTrue(is_profiled(parse_request(words("3.13.5", "t"))))
        self.assertFalse(is_profiled(parse_request(words("3.13.5", "td"))))

    def test_trained_modules_need_no_library_but_zlib(self) -> None:
        for python in ("3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14"):
            table = read_table(rooms.TABLE, python, "cpython")
            trained, others = part_modules(table)
            self.assertEqual(len(trained) + len(others), len(table.modules))
            self.assertLessEqual({name for module in trained for name in module.libraries}, {"z"})
            self.assertLessEqual({"_json", "_struct", "math"}, {module.name for module in trained}, python)

    def test_a_trained_module_is_a_builtin_by_its_own_name(self) -> None:
        objects = {"math": ModuleObject(Path("math.o"), {"PyInit_math": "PyInit_math__cpython_math"})}
        source = table_source(objects)
        self.assertIn("PyMODINIT_FUNC PyInit_math__cpython_math(void);", source)
        self.assertIn('PyImport_AppendInittab("math", PyInit_math__cpython_math)', source)

    def test_the_programs_run_with_the_trained_modules_alone(self) -> None:
        argv = [sys.executable, "-S", "-B", "-c", ONLY_TRAINED, str(MAIN), " ".join(TRAINED), "1"]
        done = subprocess.run(argv, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)


if __name__ == "__main__":
    unittest.main()

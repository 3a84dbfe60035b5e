"""The hot part of an archive is compiled again; all else stays as it was."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import rooms  # noqa: F401  # pyright: ignore[reportUnusedImport]
from commands import StepError
from hot import HOT, Hot, count, find_hot, optimize
from objects import Build, may_pass

HOT_SOURCE = """#include <pyconfig.h>
#ifdef WITH_DTRACE
#error "the probes need a tool"
#endif
int PyNumber_Check(int number) { return number > 3; }
"""
CONFIG = """#ifndef Py_PYCONFIG_H
#define Py_PYCONFIG_H
#define WITH_DTRACE 1
#endif
"""
MAKEFILE = """CFLAGS= -DNOT_MEANT
CONFIGURE_CFLAGS_NODIST=-Wdate-time -D_FORTIFY_SOURCE=2 -fvisibility=hidden -DHAVE_TIERS=3 -DHAVE_JIT
"""
TOLD_SOURCE = """#if HAVE_TIERS != 3 || HAVE_JIT != 1 || defined(NOT_MEANT)
#error "the archive was compiled otherwise"
#endif
int PyNumber_Check(int number) { return number > 3; }
"""
COLD_SOURCE = "int PyCold_Check(void) { return 1; }\n"


def names(archive: Path) -> list[str]:
    return subprocess.run(["ar", "t", str(archive)], capture_output=True, text=True, check=True).stdout.split()


def symbols(archive: Path) -> str:
    return subprocess.run(["nm", str(archive)], capture_output=True, text=True, check=True).stdout


@unittest.skipUnless(shutil.which("gcc"), "gcc is not installed")
class HotTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        for name in ("Objects", "Python", "Modules/_sre", "headers/python3.11"):
            (self.root / name).mkdir(parents=True)
        (self.root / "headers/python3.11/pyconfig.h").write_text(CONFIG, encoding="utf-8")
        self.write("Makefile", MAKEFILE)
        self.write("Objects/abstract.c", HOT_SOURCE)
        self.write("Python/future.c", COLD_SOURCE)
        self.archive = self.root / "libpython.a"
        for name in ("abstract", "call", "future"):
            self.compile(name)
        objects = [str(self.root / f"{name}.o") for name in ("abstract", "call", "future")]
        subprocess.run(["ar", "rcsD", str(self.archive), *objects], check=True)

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text, encoding="utf-8")

    def compile(self, name: str) -> None:
        source = self.root / f"{name}.c"
        source.write_text(f"int archived_{name}(void) {{ return 0; }}\n", encoding="utf-8")
        subprocess.run(["gcc", "-c", "-o", str(self.root / f"{name}.o"), str(source)], check=True)

    def hot(self) -> Hot:
        build = Build(self.root / "Modules", self.root / "headers", "3.11", self.root / "objects")
        return find_hot(self.archive, self.root / "Makefile", self.root, build)

    def test_a_member_is_hot_by_its_name_and_needs_a_source(self) -> None:
        self.assertLessEqual({"abstract", "call"}, HOT)
        self.assertNotIn("future", HOT)
        self.assertEqual([member.name for member in self.hot().members], ["abstract.o"])

    def test_the_compiler_is_told_what_the_archive_was_compiled_with(self) -> None:
        self.write("Objects/abstract.c", TOLD_SOURCE)
        self.assertIn("__gcov", symbols(count(self.hot())))

    def test_a_copy_of_the_archive_counts(self) -> None:
        counting = count(self.hot())
        self.assertIn("__gcov", symbols(counting))
        self.assertEqual(sorted(names(counting)), ["abstract.o", "call.o", "future.o"])
        self.assertNotIn("__gcov", symbols(self.archive))

    def test_the_optimized_part_stands_in_for_its_members(self) -> None:
        hot = self.hot()
        optimize(hot)
        self.assertEqual(sorted(names(self.archive)), ["call.o", "future.o", "hot.o"])
        text = symbols(self.archive)
        self.assertIn("T PyNumber_Check", text)
        self.assertIn("T archived_call", text)
        self.assertNotIn("archived_abstract", text)

    def test_a_source_that_is_refused_leaves_the_archive_as_it_was(self) -> None:
        self.write("Objects/abstract.c", "int PyNumber_Check(int number) { return missing; }\n")
        before = self.archive.read_bytes()
        with self.assertRaises(StepError) as caught:
            optimize(self.hot())
        self.assertFalse(may_pass(caught.exception.details))
        self.assertEqual(self.archive.read_bytes(), before)


if __name__ == "__main__":
    unittest.main()

"""The recording compiler, with the real one behind it: what a record holds, and that two do not clash."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any, Dict, List, Mapping

from rooms import LINKER

RECORDER = LINKER / "relink/record.py"
COMPILER = shutil.which("gcc")
CXX = shutil.which("g++")

# As far as a linker can tell, a module; and names that others have too.
MODULE = """
extern int shared_helper(void);
int common;
int helper(void) { return common + shared_helper(); }
void *PyInit_same(void) { return (void *)helper; }
void *PyInit_second(void) { return 0; }
"""
TEMPLATES = """
#include <vector>
template <class T> struct Counted { static int count; static int next() { static int last; return last += ++count; } };
template <class T> int Counted<T>::count = VALUE;
inline int twice() { static std::vector<int> all; all.push_back(VALUE); return Counted<int>::next() + (int)all.size(); }
extern "C" int value_of_it() { return twice(); }
extern "C" void *PyInit_same() { return (void *)value_of_it; }
"""
TWO = """
#include <stdio.h>
typedef int (*call)(void);
void *INIT_A(void); void *INIT_B(void);
int main(void) { printf("%d %d\\n", ((call)INIT_A())(), ((call)INIT_B())()); return 0; }
"""


@unittest.skipIf(COMPILER is None or CXX is None, "no gcc and g++ here")
class RecordTest(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)
        self.records = self.folder / "records"
        self.records.mkdir()

    def write(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def compile(self, *words: str, compiler: str = "gcc") -> "subprocess.CompletedProcess[str]":
        argv = [sys.executable, "-E", "-s", "-S", "-B", str(RECORDER), str(shutil.which(compiler)), *words]
        environment = {**os.environ, "FAKTORY_RECORDS": str(self.records)}
        return subprocess.run(argv, cwd=self.folder, env=environment, capture_output=True, text=True)

    def made(self, *words: str, compiler: str = "gcc") -> Mapping[str, Any]:
        """Compile, and return the one record that is new."""
        before = set(self.records.glob("*.json"))
        done = self.compile(*words, compiler=compiler)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        (new,) = set(self.records.glob("*.json")) - before
        return json.loads(new.read_text(encoding="utf-8"))

    def symbols(self, record: Mapping[str, Any]) -> Dict[str, str]:
        rows = output("nm", "--format=posix", str(self.object_of(record))).splitlines()
        return {row.split()[0]: row.split()[1] for row in rows}

    def object_of(self, record: Mapping[str, Any]) -> Path:
        return self.records / f"{record['build_id']}.o"

    def test_a_module_shows_nothing_but_its_init_functions_under_names_of_their_own(self) -> None:
        self.write("a.c", MODULE)
        self.write("b.c", "int shared_helper(void) { return 1; }")
        record = self.made("-shared", "-fPIC", "a.c", "b.c", "-o", "same.so")
        visible = {name for name, kind in self.symbols(record).items() if kind.isupper() and kind != "U"}
        self.assertEqual(sorted(record["inits"]), ["PyInit_same", "PyInit_second"])
        self.assertEqual(visible, {f"PyInit_{name}__{record['build_id']}" for name in ("same", "second")})

    def test_the_build_id_is_the_shared_objects_own_and_outlives_strip(self) -> None:
        self.write("a.c", "void *PyInit_a(void) { return 0; }")
        record = self.made("-shared", "-fPIC", "-Wl,--build-id=none", "a.c", "-o", "a.so")
        subprocess.run(["strip", "a.so"], cwd=self.folder, check=True)
        notes = output("readelf", "--notes", str(self.folder / "a.so"))
        self.assertIn(record["build_id"], notes)

    def test_an_archive_of_the_build_goes_in_and_the_systems_libraries_are_named(self) -> None:
        self.write("a.c", MODULE)
        self.write("b.c", "double sin(double); int helped(void); int shared_helper(void) { return sin(helped()); }")
        self.write("c.c", "int helped(void) { return 3; }")
        self.write("unused.c", "int unused(void) { return never_defined(); }\nint never_defined(void);")
        for name in ("a", "b", "c", "unused"):
            self.assertEqual(self.compile("-c", "-w", "-fPIC", f"{name}.c", "-o", f"{name}.o").returncode, 0)
        subprocess.run(["ar", "rcs", "libown.a", "b.o", "c.o", "unused.o"], cwd=self.folder, check=True)
        record = self.made("-shared", "a.o", "-L.", "-lown", "-lm", "-o", "same.so")
        symbols = self.symbols(record)
        self.assertEqual((symbols["helped"], "unused" in symbols, "libm.so.6" in record["needs"]), ("t", False, True))

    def test_a_library_of_the_build_keeps_what_it_exports_and_is_known_by_its_soname(self) -> None:
        self.write("x.c", "int hidden(void) { return 4; }\nint shown(void) { return hidden(); }")
        self.write("x.map", "{ global: shown; local: *; };")
        words = ["-shared", "-fPIC", "x.c", "-Wl,-soname", "-Wl,libx.so.1", "-Wl,--version-script=x.map"]
        record = self.made(*words, "-o", "libx.so.1.0")
        symbols = self.symbols(record)
        self.assertEqual((record["soname"], symbols["shown"], symbols["hidden"]), ("libx.so.1", "T", "t"))

    def test_a_refused_link_is_the_compilers_own_failure(self) -> None:
        self.write("a.c", "int f(void) { return not_there_at_all; }")
        done = self.compile("-shared", "-fPIC", "a.c", "-o", "a.so")
        self.assertEqual((done.returncode, list(self.records.iterdir())), (1, []))
        self.assertIn("a.c:1:", done.stderr)

    def test_what_is_no_shared_object_is_left_to_the_compiler(self) -> None:
        self.write("a.c", "int main(void) { return 0; }")
        self.assertEqual(self.compile("a.c", "-o", "a").returncode, 0)
        self.assertEqual((list(self.records.iterdir()), subprocess.run([self.folder / "a"]).returncode), ([], 0))

    def test_two_modules_that_define_the_same_names_do_not_clash(self) -> None:
        """Functions, data, templates, their statics, inline functions and init functions of equal names."""
        names: List[str] = []
        objects: List[str] = []
        for value, flag in ((10, "-O0"), (2000, "-O2")):
            self.write("t.cpp", TEMPLATES)
            words = ["-shared", "-fPIC", flag, f"-DVALUE={value}", "t.cpp", "-o", f"t{value}.so"]
            record = self.made(*words, compiler="g++")
            names.append(record["inits"]["PyInit_same"])
            objects.append(str(self.object_of(record)))
        self.write("main.c", TWO.replace("INIT_A", names[0]).replace("INIT_B", names[1]))
        subprocess.run(["gcc", "-c", "main.c", "-o", "main.o"], cwd=self.folder, check=True)
        subprocess.run(["g++", "-static", "main.o", *objects, "-o", "two"], cwd=self.folder, check=True)
        self.assertEqual(output(str(self.folder / "two")), "12 2002\n")


def output(*argv: str) -> str:
    return subprocess.run(argv, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    unittest.main()

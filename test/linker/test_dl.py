"""dl.c, compiled into a small static program: what dlopen and dlsym answer."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import List

import rooms
from generated import exports_source

PROGRAM = r"""
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include "km.h"

static int first = 11, second = 22, third = 33, fourth = 44;
const char km_name[] = "python3.11.2.km";
const struct km_record km_records[] = {
    {"cpython:_a", "PyInit__a", &first}, {"cpython:_a", "PyInit_b", &second}, {"cpython:_z", "PyInit__z", &third},
    {"plugin:modules/legacy.so", "PyInit_plugin", &fourth}};
const size_t km_record_count = 4;

/* dl PATH SYMBOL: a record's symbol is printed as its number, another only as found */
int main(int argc, char **argv)
{
    void *handle = dlopen(argv[1][0] ? argv[1] : NULL, RTLD_NOW);
    if (handle == NULL) {
        puts(dlerror());
        return dlerror() != NULL;
    }
    void *address = dlsym(handle, argv[2]);
    if (address == NULL)
        puts(dlerror());
    else if (strncmp(argv[2], "PyInit", 6) == 0)
        printf("%d\n", *(int *)address);
    else
        puts("found");
    return dlclose(handle) + argc - 3;
}
"""


@unittest.skipUnless(shutil.which("gcc"), "gcc is not installed")
class DlopenTest(unittest.TestCase):
    folder: Path
    temporary: "tempfile.TemporaryDirectory[str]"

    @classmethod
    def setUpClass(cls) -> None:
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = Path(cls.temporary.name)
        (cls.folder / "program.c").write_text(PROGRAM, encoding="utf-8")
        (cls.folder / "exports.s").write_text(exports_source(["getpid", "strlen"]), encoding="utf-8")
        c = rooms.LINKER / "c"
        sources = [cls.folder / "program.c", c / "dl.c", cls.folder / "exports.s"]
        flags = ["-static", "-no-pie", "-fno-pie", "-std=gnu11", "-Wall", "-Wextra", "-Werror", f"-I{c}"]
        subprocess.run(["gcc", *flags, "-o", str(cls.folder / "dl"), *map(str, sources)], check=True)

    def ask(self, path: str, symbol: str = "x") -> str:
        argv: List[str] = [str(self.folder / "dl"), path, symbol]
        done = subprocess.run(argv, stdout=subprocess.PIPE, text=True, check=True, cwd=self.folder)
        return done.stdout.strip()

    def placeholder(self, content: bytes, name: str = "module.so") -> str:
        path = self.folder / name
        path.write_bytes(content)
        return str(path)

    def test_a_placeholder_answers_with_its_records_init_function(self) -> None:
        self.assertEqual(self.ask(self.placeholder(b"kontain module\ncpython:_a\n"), "PyInit__a"), "11")
        self.assertEqual(self.ask(self.placeholder(b"kontain module\ncpython:_z\n"), "PyInit__z"), "33")

    def test_a_record_may_have_two_init_functions(self) -> None:
        self.assertEqual(self.ask(self.placeholder(b"kontain module\ncpython:_a\n"), "PyInit_b"), "22")

    def test_the_file_decides_and_not_its_path(self) -> None:
        self.placeholder(b"kontain module\ncpython:_z\n", "real.so")
        (self.folder / "link.so").symlink_to("real.so")
        self.assertEqual(self.ask("./link.so", "PyInit__z"), "33")

    def test_a_plugin_is_known_by_its_file_and_folder_and_need_not_be_there(self) -> None:
        self.assertEqual(self.ask("/usr/lib/x/modules/legacy.so", "PyInit_plugin"), "44")
        self.assertEqual(self.ask("modules/legacy.so", "PyInit_plugin"), "44")
        for path in ("/usr/lib/x/others/legacy.so", "/modules/legacy.so.1", "/x/modules/sub/legacy.so"):
            self.assertEqual(self.ask(path), f"{path}: cannot open shared object file: No such file or directory")

    def test_another_records_symbol_is_undefined(self) -> None:
        path = self.placeholder(b"kontain module\ncpython:_z\n")
        self.assertEqual(self.ask(path, "PyInit__a"), "python3.11.2.km: undefined symbol: PyInit__a")

    def test_an_unknown_id_says_which_module_and_what_to_do(self) -> None:
        path = self.placeholder(b"kontain module\ncpython:_sqlite3\n")
        self.assertEqual(
            self.ask(path),
            f"{path}: the module _sqlite3 is not linked into python3.11.2.km; "
            "add KEEP _sqlite3 to the Kontainfile and build the image again",
        )

    def test_an_id_without_end_is_only_an_unknown_module(self) -> None:
        path = self.placeholder(b"kontain module\n" + b"x" * 100_000)
        self.assertIn("is not linked into python3.11.2.km", self.ask(path))

    def test_an_elf_file_says_what_to_do(self) -> None:
        path = self.placeholder(b"\x7fELF" + bytes(60))
        self.assertEqual(
            self.ask(path),
            f"{path}: python3.11.2.km is static and cannot load shared objects; "
            "use LINK dynamic in the Kontainfile, or DROP what needs this file",
        )

    def test_other_files_get_the_usual_texts(self) -> None:
        missing = str(self.folder / "missing.so")
        self.assertEqual(self.ask(missing), f"{missing}: cannot open shared object file: No such file or directory")
        self.assertEqual(
            self.ask("libnothing.so.7"), "libnothing.so.7: cannot open shared object file: No such file or directory"
        )
        empty = self.placeholder(b"", "empty.so")
        self.assertEqual(self.ask(empty), f"{empty}: file too short")
        other = self.placeholder(b"#!/bin/sh\n", "other.so")
        self.assertEqual(self.ask(other), f"{other}: invalid ELF header")
        self.assertEqual(self.ask(str(self.folder)), f"{self.folder}: cannot read file data: Is a directory")

    def test_the_program_itself_and_the_c_library_answer_from_one_table(self) -> None:
        for name in ("", "libc.so.6", "libm.so.6", "/lib/x86_64-linux-gnu/libc.so.6", "libpython3.11.so.1.0"):
            self.assertEqual(self.ask(name, "getpid"), "found", name)
            self.assertEqual(self.ask(name, "strlen"), "found", name)

    def test_a_name_that_is_not_in_the_table_is_undefined(self) -> None:
        self.assertEqual(self.ask("", "nothing"), "python3.11.2.km: undefined symbol: nothing")


if __name__ == "__main__":
    unittest.main()

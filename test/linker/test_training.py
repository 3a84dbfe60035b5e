"""The world of the interpreter that the compiler learns from is the same wherever it runs."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import rooms

TRAINING = rooms.LINKER / "toolchain/training"

# Says what a program can learn of its memory and of the folder in argv[1], as Python asks for it.
PROGRAM = """#define _FILE_OFFSET_BITS 64
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
int main(int argc, char **argv) {
    char *one = malloc(100), *other = calloc(1, 100);
    printf("%p %p\\n", (void *)one, (void *)other);
    free(one);
    printf("%d\\n", malloc(90) == one);
    memset(other, 'x', 100);
    char *bigger = realloc(other, 5000);
    printf("%p %c\\n", (void *)bigger, bigger[99]);
    printf("%d %d\\n", malloc((size_t)1 << 40) == NULL, calloc((size_t)1 << 40, (size_t)1 << 40) == NULL);
    DIR *folder = opendir(argv[1]);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) printf("%s %lu\\n", entry->d_name, entry->d_ino);
    closedir(folder);
    struct stat status;
    if (stat(argv[1], &status) != 0) return 1;
    printf("%lu %lu %ld %ld %o\\n", status.st_dev, status.st_ino, status.st_size, status.st_mtime, status.st_mode);
    return stat("/no/such/file", &status) == -1 ? 0 : 1;
}
"""


@unittest.skipUnless(shutil.which("gcc"), "gcc is not installed")
class WorldTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        (self.root / "program.c").write_text(PROGRAM, encoding="utf-8")
        sources = [str(path) for path in (self.root / "program.c", TRAINING / "memory.c", TRAINING / "world.c")]
        argv = ["gcc", "-no-pie", "-O2", "-fno-builtin", "-w", "-o", str(self.root / "program"), *sources, "-ldl"]
        subprocess.run(argv, check=True)

    def seen(self, name: str, files: list[str]) -> str:
        folder = self.root / name
        folder.mkdir(mode=0o755)
        for each in files:
            (folder / each).write_text("", encoding="utf-8")
        done = subprocess.run([str(self.root / "program"), str(folder)], capture_output=True, text=True, check=True)
        return done.stdout

    def test_memory_and_folders_are_the_same_in_every_run(self) -> None:
        names = [f"file{number}" for number in range(40)]
        first = self.seen("one", names)
        self.assertEqual(self.seen("other", names[::-1]), first)

    def test_files_come_by_name_and_nothing_has_a_date(self) -> None:
        lines = self.seen("one", ["b", "c", "a"]).splitlines()
        self.assertEqual(lines[0], "0x200000000010 0x200000000090")
        self.assertEqual([lines[1], lines[2][-1], lines[3]], ["1", "x", "1 1"])
        self.assertEqual(lines[4:9], [". 1", ".. 1", "a 1", "b 1", "c 1"])
        self.assertEqual(lines[9], "1 1 4096 0 40755")


if __name__ == "__main__":
    unittest.main()

"""What a failing compiler does to a toolchain."""

import tempfile
import unittest
from pathlib import Path
from typing import Dict
from unittest import mock

import rooms  # noqa: F401  # pyright: ignore[reportUnusedImport]
from commands import ENVIRONMENT, StepError
from objects import Build, Built, build_all, may_pass
from table import Module

REFUSED = "Modules/nis.c:12:3: error: unknown type name 'CLIENT'"


class CompilerTest(unittest.TestCase):
    def test_a_refused_source_is_reported_and_does_not_stop_the_step(self) -> None:
        self.assertIn("gcc failed while compiling nis", str(self.build(REFUSED).failed["nis"]))

    def test_a_full_disk_stops_the_step_with_the_compilers_words(self) -> None:
        words = "/tmp/cc1.s: fatal error: error writing to /tmp/cc1.s: No space left on device"
        with self.assertRaises(StepError) as raised:
            self.build(words)
        self.assertIn(words, raised.exception.details)

    def test_so_does_a_full_disk_that_the_compiler_puts_to_a_source_line(self) -> None:
        with self.assertRaisesRegex(StepError, "^toolchain-failed: gcc failed while compiling nis"):
            self.build("nis.c:1: fatal error: cannot open /tmp/cc1.s for writing: No space left on device")

    def test_and_a_compiler_that_was_killed(self) -> None:
        with self.assertRaises(StepError):
            self.build("gcc: fatal error: Killed signal terminated program cc1")

    def test_a_symbol_that_is_nowhere_is_the_sources_doing(self) -> None:
        words = "/usr/bin/ld: code.o: in function `clear':\n(.text+0x16): undefined reference to `_PyCode_Clear'"
        self.assertFalse(may_pass(words))
        self.assertTrue(may_pass("collect2: fatal error: ld terminated with signal 9 [Killed]"))

    def build(self, words: str) -> Built:
        """Build one module with a compiler that says these words and fails."""
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        folder = Path(made.name)
        (folder / "Modules").mkdir()
        (folder / "Modules/nis.c").write_text("")
        gcc = folder / "gcc"
        gcc.write_text(f"#!/bin/sh\necho \"{words}\" >&2\nexit 1\n")
        gcc.chmod(0o755)
        environment: Dict[str, str] = {**ENVIRONMENT, "PATH": f"{folder}:/usr/bin:/bin"}
        module = Module("nis", ("nis.c",), (), (), (), public_api=False, test=False)
        build = Build(folder / "Modules", folder / "include", "3.11", folder / "scratch")
        with mock.patch("commands.ENVIRONMENT", environment):
            return build_all(build, [module], {}, folder / "objects")


if __name__ == "__main__":
    unittest.main()

"""What is said of a source that does not compile: the step may come from the cache, and then has no log."""

import unittest

import rooms  # noqa: F401  # pyright: ignore[reportUnusedImport]
from build import reason_of
from steps import StepError


def reason(details: str) -> str:
    return reason_of(StepError("python failed while building a wheel (exit 1)", details))


class ReasonTest(unittest.TestCase):
    def test_a_compilers_first_word_is_the_cause(self) -> None:
        said = "error: later\na.c:3:10: fatal error: x.h: No such file or directory\nb.c:1: error: y\n"
        self.assertEqual(
            reason(said),
            "python failed while building a wheel (exit 1): a.c:3:10: fatal error: x.h: No such file or directory",
        )

    def test_else_it_is_the_build_systems(self) -> None:
        said = "running build_ext\n\nError: pg_config executable not found.\n\nError: no more\n"
        self.assertEqual(
            reason(said), "python failed while building a wheel (exit 1): Error: pg_config executable not found."
        )

    def test_a_build_that_says_nothing_of_the_kind_has_its_exit_code(self) -> None:
        self.assertEqual(reason("no error is told\n"), "python failed while building a wheel (exit 1)")


if __name__ == "__main__":
    unittest.main()

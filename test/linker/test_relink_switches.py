"""Which variables of the environment make a source compile."""

import tempfile
import unittest
from pathlib import Path

import rooms  # noqa: F401  # pyright: ignore[reportUnusedImport]
import switches
from switches import Switches


class SwitchesTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="faktory-linker-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def read(self, text: str, paths: tuple[str, ...] = (), required: tuple[str, ...] = ()) -> Switches:
        (self.folder / "setup.py").write_text(text, encoding="utf-8")
        return switches.read(self.folder, paths, required)

    def test_variables_that_ask_for_compiled_code(self) -> None:
        for name in ("ONE_USE_CYTHON", "USE_MYPYC", "REQUIRE_ONE_CEXT", "ONE_BUILD_EXT", "WITH_C_EXTENSIONS"):
            for asked in (f'os.getenv("{name}") == "1"', f"os.environ.get('{name}', '0')", f'os.environ["{name}"]'):
                self.assertEqual(self.read(asked).names, [name], asked)

    def test_others_are_left_alone(self) -> None:
        for name in (
            "ONE_NO_EXTENSIONS",
            "BUILD_NO_EXT",
            "ONE_DISABLE_CYTHON",
            "ONE_CYTHON_ABI3",
            "USE_CYTHON_TRACE",
            "PUREPYTHON",
        ):
            self.assertEqual(self.read(f'os.getenv("{name}")').names, [], name)
        self.assertEqual(self.read('print("USE_CYTHON")'), Switches([], []))

    def test_what_compiles_is_required_as_the_source_writes_it(self) -> None:
        (self.folder / "hooks").mkdir()
        (self.folder / "hooks/backend.py").write_text("CYTHON = 'Cython>=3.2,<3.4'", encoding="utf-8")
        self.assertEqual(self.read('os.getenv("USE_CYTHON")', ("hooks",)).requires, ["Cython>=3.2,<3.4"])
        self.assertEqual(self.read('os.getenv("USE_CYTHON")', ("hooks",), ("cython ~= 3.1",)).requires, [])
        self.assertEqual(self.read('os.getenv("USE_MYPYC")').requires, ["mypy"])

    def test_no_path_leads_out_of_the_source(self) -> None:
        with tempfile.TemporaryDirectory() as outside:
            (Path(outside) / "backend.py").write_text('os.getenv("USE_CYTHON")', encoding="utf-8")
            self.assertEqual(self.read("", (outside, f"../{Path(outside).name}")).names, [])


if __name__ == "__main__":
    unittest.main()

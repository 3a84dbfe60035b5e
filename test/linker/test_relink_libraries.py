"""Libraries that are built again: which count, where their source comes from, and which plug-ins a source means."""

import tempfile
import unittest
from pathlib import Path
from unittest.mock import patch

import rooms  # noqa: F401  # pyright: ignore[reportUnusedImport]

# isort: split
import apt
import libraries
import plugins
import rebuilding
import records
from libraries import Library
from steps import StepError

DSC = """Format: 3.0 (quilt)
Source: p11-kit
Version: 0.25.5-3
Checksums-Sha256:
 {digest} 7 p11-kit_0.25.5.orig.tar.xz
 {digest} 8 p11-kit_0.25.5.orig.tar.xz.asc
 {digest} 6 ../p11-kit_0.25.5-3.debian.tar.xz
 {digest} 6 p11-kit_0.25.5-3.debian.tar.xz
Files:
 00 7 p11-kit_0.25.5.orig.tar.xz
""".replace("{digest}", "0" * 64)


class LibrariesTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="faktory-linker-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_what_a_library_of_the_system_needs_is_the_builds_where_it_made_it(self) -> None:
        system = {
            "libpq.so.5": Library("libpq.so.5", Path("/libpq.so.5"), Path("/libpq.a"), ["libldap.so.2", "libc.so.6"])
        }
        shared = {
            "libldap.so.2": {"soname": "libldap.so.2", "needs": ["liblber.so.2"]},
            "liblber.so.2": {"soname": "liblber.so.2", "needs": []},
        }
        shared["libother.so.1"] = {"soname": "libother.so.1", "needs": []}
        with patch.object(libraries, "find", system.get):
            found = records.needed([{"needs": ["libpq.so.5"]}], shared)
        self.assertEqual([row["soname"] for row in found], ["liblber.so.2", "libldap.so.2"])

    def test_what_is_made_is_not_the_systems_under_another_versions_name_either(self) -> None:
        avif = Library("libavif.so.15", Path("/libavif.so.15"), None, ["libdav1d.so.6"])
        with patch.object(libraries, "find", {"libavif.so.16": avif}.get):
            self.assertEqual(libraries.closure(["libavif.so.16"], ["libavif.so.15"]), [])
            self.assertEqual(libraries.closure(["libavif.so.16"]), [avif])

    def bring(self, *names: str) -> Path:
        given = self.folder / "given"
        given.mkdir()
        for name in names:
            (given / name).write_text(DSC if name.endswith(".dsc") else "content", encoding="utf-8")
        return given

    def test_a_librarys_source_package_that_the_user_brings_comes_before_the_archives(self) -> None:
        whole = (
            "p11-kit_0.25.5-3.dsc",
            "p11-kit_0.25.5.orig.tar.xz",
            "p11-kit_0.25.5-3.debian.tar.xz",
            "p11-kit-extra_1.dsc",
        )
        with patch.object(rebuilding, "GIVEN", self.bring(*whole)):
            found = rebuilding.Archive(self.folder / "build").get(("p11-kit", "0.24.1-2"))
        assert found is not None
        self.assertEqual((found.version, found.archived, found.dsc.name), ("0.25.5-3", False, whole[0]))
        self.assertEqual(sorted(path.name for path in found.dsc.parent.iterdir()), sorted(whole[:3]))

    def test_an_update_that_does_not_go_on_is_asked_again_and_one_that_fails_is_not(self) -> None:
        hanging = StepError("apt-get failed while reading (exit 124)")
        with patch.object(apt, "run", side_effect=[hanging, ""]) as called:
            apt.refresh([], "reading")
        self.assertEqual(called.call_count, 2)
        with patch.object(apt, "run", side_effect=StepError("apt-get failed while reading (exit 100)")) as called:
            self.assertRaises(StepError, apt.refresh, [], "reading")
        self.assertEqual(called.call_count, 1)

    def test_one_that_is_not_whole_is_named(self) -> None:
        given = self.bring("p11-kit_0.25.5-3.dsc")
        with patch.object(rebuilding, "GIVEN", given), self.assertRaises(StepError) as raised:
            rebuilding.given_source("p11-kit", self.folder / "build")
        self.assertRegex(
            str(raised.exception), r"^p11-kit_0\.25\.5-3\.dsc of the named context sources is not whole: .*orig"
        )

    def test_a_plug_in_is_meant_where_the_source_names_it_and_not_where_its_tests_do(self) -> None:
        for path, text in {
            "src/a.rs": 'load("legacy")',
            "src/tests/b.py": "'fips'",
            "greentest/c.py": "'fips'",
            "src/test_d.py": "'fips'",
        }.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_text(text, encoding="utf-8")
        self.assertEqual(plugins.mentioned({"legacy", "fips"}, self.folder), {"legacy"})


if __name__ == "__main__":
    unittest.main()

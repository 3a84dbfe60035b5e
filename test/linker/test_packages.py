"""Which revision a toolchain is made of, and what is said when it is not the image's own."""

import unittest

import rooms  # noqa: F401  # pyright: ignore[reportUnusedImport]
from commands import StepError
from packages import Choice, Origin, choose_revision, deb_name, parse_origin, pool_urls, upstream
from patches import only_folders
from source import checksums

ORIGIN = Origin("debian", "bookworm", "python3.11", "3.11.2-6+deb12u6")

PATCH = """Description: two files
Index: python/Modules/_ssl.c
--- a/Modules/_ssl.c
+++ b/Modules/_ssl.c
@@ -1,2 +1,3 @@
 one
--- not a header, but a removed line
+two
+three
--- a/Lib/ssl.py
+++ b/Lib/ssl.py
@@ -1 +1 @@
-one
+two
--
2.39
"""


class RevisionTest(unittest.TestCase):
    def test_the_images_own_revision_comes_first(self) -> None:
        indexed = ["3.11.2-6+deb12u9", "3.11.2-6+deb12u6"]
        self.assertEqual(choose_revision(ORIGIN, indexed, True), Choice("3.11.2-6+deb12u6", True, True))

    def test_a_revision_that_left_the_index_comes_from_the_pool(self) -> None:
        self.assertEqual(
            choose_revision(ORIGIN, ["3.11.2-6+deb12u9"], True), Choice("3.11.2-6+deb12u6", indexed=False, exact=True)
        )

    def test_else_the_newest_of_the_same_python(self) -> None:
        indexed = ["3.11.9-1", "3.11.2-6+deb12u9", "3.11.2-6+deb12u8"]
        self.assertEqual(choose_revision(ORIGIN, indexed, False), Choice("3.11.2-6+deb12u9", True, exact=False))

    def test_another_python_is_refused_with_what_the_index_has(self) -> None:
        with self.assertRaises(StepError) as caught:
            choose_revision(ORIGIN, ["3.11.9-1", "3.11.4-1"], False)
        self.assertEqual(
            str(caught.exception),
            "toolchain-not-found: python3.11 3.11.2-6+deb12u6 is not in debian's archive, and the index of bookworm "
            "has 3.11.9-1, 3.11.4-1; update the image's python, or use LINK dynamic",
        )

    def test_the_words_of_an_image_are_not_trusted(self) -> None:
        for words in (
            ["alpine", "3.20", "python3.11", "3.11.2-1"],
            ["debian", "bookworm", "python3.11/../x", "3.11.2-1"],
            ["debian", "bookworm", "python3.11", "3.11.2-1;id"],
            ["debian", "bookworm", "python3.11", "--version"],
            ["debian", "bookworm", "python3.11", "3.11"],
        ):
            with self.assertRaisesRegex(StepError, "^toolchain-not-found: "):
                parse_origin(words)

    def test_the_minimal_package_is_of_the_same_source(self) -> None:
        self.assertEqual(parse_origin(["debian", "bookworm", "python3.11-minimal", "3.11.2-6+deb12u6"]), ORIGIN)

    def test_an_epoch_is_not_in_file_names(self) -> None:
        self.assertEqual(deb_name("libx-dev", "2:3.11.2-1"), "libx-dev_3.11.2-1_amd64.deb")
        self.assertEqual(upstream("2:3.11.2-1"), "3.11.2")

    def test_the_pool_is_asked_by_https_first(self) -> None:
        urls = list(pool_urls(ORIGIN, "x_1+2~3.deb"))
        self.assertEqual(urls[0], "https://deb.debian.org/debian/pool/main/p/python3.11/x_1+2~3.deb")
        self.assertTrue(all(url.startswith("http://") for url in urls[len(urls) // 2 :]))


class SourceTest(unittest.TestCase):
    def test_a_patch_is_reduced_to_one_folder(self) -> None:
        reduced = only_folders(PATCH, ["Modules"])
        self.assertTrue(reduced.startswith("--- a/Modules/_ssl.c\n+++ b/Modules/_ssl.c\n@@ -1,2 +1,3 @@\n"), reduced)
        self.assertIn("--- not a header", reduced)
        self.assertNotIn("Lib/ssl.py", reduced)

    def test_a_patch_of_other_folders_becomes_nothing(self) -> None:
        self.assertEqual(only_folders(PATCH, ["Objects"]), "")

    def test_a_dsc_gives_the_files_and_their_sha256(self) -> None:
        digest = "a" * 64
        sections = {"Checksums-Sha1": "b" * 40, "Checksums-Sha256": digest, "Files": "c" * 32}
        dsc = "".join(f"{name}:\n {value} 12 x.tar.xz\n" for name, value in sections.items())
        self.assertEqual(checksums(dsc), {"x.tar.xz": digest})


if __name__ == "__main__":
    unittest.main()

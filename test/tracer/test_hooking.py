"""Where the hook goes, and that it goes nowhere else."""

import os
import shutil
import subprocess
import tempfile
import unittest
import zipfile
from pathlib import Path
from typing import List

import tracer_path  # noqa: F401  isort: skip

import copies
import hooking
from copies import EVERY

SOURCE = "x = 1\n"


class Hooking(unittest.TestCase):
    def setUp(self) -> None:
        self.root = tempfile.mkdtemp(prefix="faktory-tracer-")
        self.addCleanup(shutil.rmtree, self.root)

    def library(self, path: str) -> Path:
        folder = Path(self.root, path, "encodings")
        (folder / "__pycache__").mkdir(parents=True)
        (folder / "__init__.py").write_text(SOURCE)
        for name in ("__init__.cpython-311.pyc", "__init__.cpython-311.opt-1.pyc", "utf_8.cpython-311.pyc"):
            (folder / "__pycache__" / name).write_bytes(b"")
        return folder

    def hooked(self) -> List[str]:
        return [path[len(self.root) :] for path in hooking.hook_all(self.root, self.root + "/notes").libraries]

    def test_every_library_below_the_root_from_3_6_on(self) -> None:
        for path in ("usr/lib/python3.11", "opt/x/lib64/python3.6", "usr/local/lib/python3.13t", "usr/lib/python3.5",
                     "usr/lib/python2.7", "usr/share/python3.11",
                     "usr/lib/python3/dist-packages/python3.9"):  # fmt: skip
            self.library(path)
        wanted = ["/opt/x/lib64/python3.6", "/usr/lib/python3.11", "/usr/local/lib/python3.13t"]
        self.assertEqual(self.hooked(), wanted)
        old = Path(self.root, "usr/lib/python3.5/encodings/__init__.py")
        self.assertEqual(old.read_text(), SOURCE)

    def test_what_was_compiled_of_it_goes_and_nothing_else(self) -> None:
        folder = self.library("usr/lib/python3.11")
        os.chmod(str(folder / "__init__.py"), 0o640)
        self.hooked()
        self.assertEqual(os.listdir(str(folder / "__pycache__")), ["utf_8.cpython-311.pyc"])
        self.assertEqual(sorted(os.listdir(str(folder))), ["__init__.py", "__pycache__"])
        self.assertEqual((folder / "__init__.py").stat().st_mode & 0o777, 0o640)
        self.assertTrue((folder / "__init__.py").read_text().startswith(SOURCE + "\n\ndef _trace():"))

    def test_another_name_of_the_file_and_what_a_link_leads_to_stay_as_they_are(self) -> None:
        folder = self.library("usr/lib/python3.11")
        os.link(str(folder / "__init__.py"), self.root + "/hard")
        linked = self.library("usr/lib/python3.12")
        outside = Path(self.root, "outside.py")
        outside.write_text(SOURCE)
        (linked / "__init__.py").unlink()
        os.symlink(str(outside), str(linked / "__init__.py"))
        os.symlink("/", self.root + "/up")
        os.symlink("lib", self.root + "/usr/lib64")
        os.symlink("lib/python3.11", self.root + "/usr/python3.11")
        self.assertEqual(self.hooked(), ["/usr/lib/python3.11", "/usr/lib/python3.12"])
        self.assertEqual((Path(self.root, "hard").read_text(), outside.read_text()), (SOURCE, SOURCE))
        self.assertIn("_trace", (linked / "__init__.py").read_text())
        self.assertEqual((folder / "__init__.py").read_text().count("def _trace"), 1)

    def test_a_library_without_sources_is_said_and_seen_by_site(self) -> None:
        folder = self.library("usr/lib/python3.11")
        (folder / "__init__.py").unlink()
        site = Path(self.root, "usr/lib/python3.11/site-packages")
        site.mkdir()
        found = hooking.hook_all(self.root, self.root + "/notes")
        self.assertEqual(found.blind, [(str(folder.parent), "it has no source of encodings")])
        self.assertEqual(os.listdir(str(site)), ["faktory-trace.pth"])

    def test_a_zipped_library_is_said(self) -> None:
        os.makedirs(self.root + "/lib")
        with zipfile.ZipFile(self.root + "/lib/python311.zip", "w") as archive:
            archive.writestr("encodings/__init__.pyc", b"")
        with zipfile.ZipFile(self.root + "/lib/python39.zip", "w") as archive:
            archive.writestr("other.py", b"")
        found = hooking.hook_all(self.root, self.root + "/notes")
        self.assertEqual(found.blind, [(self.root + "/lib/python311.zip", "it is in a zip file")])

    def test_by_site_all_is_seen_that_site_comes_before(self) -> None:
        for version in EVERY:
            copy = copies.of(version)
            if not os.path.isdir(copy.library + "/site-packages"):
                print("SKIPPED: python%s keeps its packages outside of its library" % version)
                continue
            notes = tempfile.mkdtemp(dir=self.root)
            with self.subTest(version):
                copy.renew()
                library = hooking.Library(copy.library, int(version.partition(".")[2]))
                hooking.hook_site(library, hooking.text_for(library.minor, notes, 1e12))
                env = dict(entry.partition("=")[::2] for entry in copy.env)
                try:
                    subprocess.check_call([copy.python, "-c", "import wave; open('/etc/passwd').close()"], env=env)
                finally:
                    os.remove(copy.library + "/site-packages/faktory-trace.pth")
                text = "".join(path.read_text() for path in Path(notes).iterdir())
                self.assertIn("('open', '/etc/passwd')", text)
                self.assertIn("('module', 'wave', ", text)


if __name__ == "__main__":
    unittest.main()

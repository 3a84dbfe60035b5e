"""A whole analysis with this machine as the source image: what its tree says when it is run in a chroot."""

import os
import shutil
import subprocess
import unittest
from pathlib import Path

from hinted import dropped, kept, versions
from whole import LARGE, WholeCase

PROGRAM = """
try:
    import xml.etree
except ImportError as error:
    print(error)
print('body')
"""


class Lacking(WholeCase):
    def start(self, root, *command):
        chroot = shutil.which("chroot", path="/usr/sbin:/sbin:/usr/bin:/bin")
        done = subprocess.run(
            [chroot, root] + list(command), env={"PATH": "/usr/bin"}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def test_what_drop_took_and_what_stood_beside_is_said(self):
        if os.getuid() != 0:
            self.skipTest("SKIPPED: only root may chroot")
        found = versions()
        for version in {min(found, key=lambda v: int(v[2:])), max(found, key=lambda v: int(v[2:]))}:
            with self.subTest(version):
                python = found[version]
                Path(self.app, "app.py").write_text(PROGRAM)
                Path(self.app, "data.txt").write_text("")
                Path(self.folder, "beside.txt").write_text("")
                data = self.app + "/data.txt"
                self.analyze(python, drop=LARGE + ["xml", data])
                root = self.merge()
                library = os.path.dirname(os.path.dirname(python)) + "/lib/python" + version
                expected = dropped("the module xml (%s/xml)" % library, "DROP xml")
                for options in ([], ["-I"], ["-O"]):
                    answer = self.start(root, python, *(options + [self.app + "/app.py"]))
                    self.assertEqual(answer, (0, "No module named 'xml'\nbody\n", ""))
                    answer = self.start(root, python, *(options + ["-c", "import xml"]))
                    self.assertTrue(answer[2].endswith("\n" + expected), answer)
                answer = self.start(root, python, "-S", "-c", "import xml")
                self.assertNotIn("kontain", answer[2])
                self.assertIn("'xml'", answer[2])
                self.assertNotIn("kontain", answer[2])
                for path, expected in (
                    (data, dropped(data, "DROP " + data)),
                    (self.folder + "/beside.txt", kept(self.folder + "/beside.txt", self.folder + "/beside.txt")),
                ):
                    answer = self.start(root, python, "-c", "open(%r)" % path)
                    self.assertTrue(answer[2].endswith("'\n" + expected), answer)

    def test_without_drop_the_trees_hold_nothing_of_it(self):
        python = list(versions().values())[-1]
        # As much as is never kept may be left out.
        self.analyze(python, drop=[])
        for folder, folders, files in os.walk(self.base):
            self.assertEqual([name for name in folders + files if "kontain_hints" in name], [], folder)


if __name__ == "__main__":
    unittest.main()

"""A program that starts with the hook, on any python of this machine: by the folder of user packages, so that no
python's own folder is written to."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import pythons

HOOK = Path(__file__).resolve().parents[2] / "analyzer" / "kontain_hints"
FIRST = " (KONTAIN_HINTS=0 turns these hints off)"


def kept(what, word, first=True):
    line = "kontain: %s stood in the source image, and was left out: add KEEP %s to the Kontainfile to have it back%s\n"
    return line % (what, word, FIRST if first else "")


def dropped(what, line, first=True):
    text = "kontain: %s stood in the source image, and was left out by %s: "
    end = "take that out of the Kontainfile to have it back%s\n"
    return text % (what, line) + end % (FIRST if first else "")


def versions():
    """3.6 to what is there; the oldest and the newest differ in all that the hook relies on."""
    return {version: path for version, path in pythons.found().items() if version != "2.7"}


class HintedCase(unittest.TestCase):
    def setUp(self):
        self.folder = os.path.realpath(tempfile.mkdtemp(prefix="faktory-hints-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.app = self.folder + "/app"
        os.mkdir(self.app)

    def site(self, version):
        return "%s/base/lib/python%s/site-packages" % (self.folder, version)

    def install(self, version, rows):
        """The hook with a list; ``rows`` are reason, folder, names."""
        site = self.site(version)
        shutil.rmtree(site, ignore_errors=True)
        os.makedirs(site)
        shutil.copytree(str(HOOK), site + "/kontain_hints", ignore=shutil.ignore_patterns("__pycache__"))
        Path(site, "kontain_hints.pth").write_text("import kontain_hints\n")
        lines = ["%s\t%s\t/%s/\n" % (reason, folder, "/".join(names)) for reason, folder, names in rows]
        Path(site, "kontain_hints", "absent").write_bytes("".join(lines).encode("utf-8"))

    def start(self, python, *words, **changes):
        """The exit code, standard output and error of a program in the application's folder."""
        env = {"PATH": "/usr/bin:/bin", "PYTHONUSERBASE": self.folder + "/base", "PYTHONDONTWRITEBYTECODE": "1"}
        env.update(changes.pop("env", {}))
        done = subprocess.run(
            [python] + list(words), env=env, cwd=self.app, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **changes
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def said(self, python, code, *options, **changes):
        """The hints that a program prints, and no other line of standard error."""
        _, _, stderr = self.start(python, *(options + ("-c", code)), **changes)
        return "".join(line for line in stderr.splitlines(True) if line.startswith("kontain: "))

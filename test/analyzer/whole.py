"""The analyzer as the build runs it, with this machine as the source image."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

MAIN = str(Path(__file__).resolve().parents[2] / "analyzer" / "main.py")
OUTPUTS = ("plan", "why", "link", "runtime", "packages", "app")
# Tests and tools that make a python's library several times larger than what an image has.
LARGE = [
    "test",
    "idlelib",
    "ensurepip",
    "lib2to3",
    "pydoc_data",
    "tkinter",
    "turtledemo",
    "_tkinter",
    "/usr/share/zoneinfo/*",
]
PROGRAM = """
import json, sys, hashlib, sqlite3, ctypes, mate
print(json.dumps([list(sys.version_info[:2]), sys.path, sys.prefix, sys.executable, mate.name]))
"""


class WholeCase(unittest.TestCase):
    def setUp(self):
        # Not below /tmp, which is never an application folder, nor is what lies directly in it.
        self.folder = tempfile.mkdtemp(prefix="faktory-analyzer-", dir="/var/tmp")
        self.addCleanup(shutil.rmtree, self.folder)
        # Memory where there is some: the trees of eight pythons are many small files.
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else "/var/tmp"
        self.base = tempfile.mkdtemp(prefix="faktory-analyzer-", dir=memory)
        self.addCleanup(shutil.rmtree, self.base)
        self.app = self.folder + "/app"
        os.makedirs(self.app)
        for name, text in (("app.py", PROGRAM), ("mate.py", "name = 'mate'\n"), (".hidden", "kept")):
            with open(self.app + "/" + name, "w") as file:
                file.write(text)

    def analyze(self, python, **changes):
        site = os.path.dirname(os.path.dirname(python)) + "/lib/python3.*/site-packages/*"
        request = {
            "format": 1,
            "interpreter": python,
            "config": {
                "entrypoint": [python, "-u"],
                "cmd": ["app.py"],
                "env": ["PATH=/usr/bin:/bin"],
                "workdir": self.app,
                "user": "",
                "shell": None,
            },
            "link": "dynamic",
            "prune": "none",
            "keep": [],
            "drop": LARGE + [site],
            "linkable": {},
        }
        request.update(changes)
        for name in OUTPUTS + ("request",):
            shutil.rmtree(self.base + "/" + name, ignore_errors=True)
            os.makedirs(self.base + "/" + name)
        with open(self.base + "/request/request.json", "w") as file:
            json.dump(request, file)
        subprocess.run([python, "-E", "-s", "-S", "-B", MAIN, "--base", self.base], check=True, cwd="/")
        with open(self.base + "/plan/plan.json") as file:
            return json.load(file)

    def merge(self):
        merged = self.base + "/merged"
        shutil.rmtree(merged, ignore_errors=True)
        os.mkdir(merged)
        for layer in ("runtime", "packages", "app"):
            subprocess.run(["cp", "-a", self.base + "/" + layer + "/.", merged], check=True)
        return merged

    def run_in(self, root, python):
        command = (
            [shutil.which("chroot", path="/usr/sbin:/sbin:/usr/bin:/bin"), root, python, "-u", self.app + "/app.py"]
            if root
            else [python, "-u", self.app + "/app.py"]
        )
        done = subprocess.run(command, env={"PATH": "/usr/bin:/bin"}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
        return json.loads(done.stdout.decode())

"""The tracer as the build runs it, over a copied python."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import Any, Callable, Dict, List

import copies
from copies import Copy

import tracer_path  # isort: skip

RUN = """
import sys
sys.path[:0] = [{tracer!r}, {runner!r}, {analyzer!r}]
import main
sys.exit(main.run({base!r}, {root!r}))
"""


class Case:
    """An application in a folder of its own, traced by the copy of one python."""

    def __init__(self, copy: Copy, folder: str) -> None:
        self.copy = copy
        self.base = folder + "/base"
        self.app = folder + "/app"
        for path in (self.base + "/request", self.base + "/trace", self.app):
            os.makedirs(path)

    def write(self, path: str, text: str) -> str:
        file = Path(self.app, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return str(file)

    def ask(self, *lines: Dict[str, Any], **config: Any) -> None:
        full = {"entrypoint": None, "cmd": None, "env": self.copy.env, "workdir": self.app, "user": "", "ports": []}
        blank = {"argv": None, "line": None, "shell": ["/bin/sh", "-c"], "http": [], "port": None, "timeout": 30}
        request = {
            "format": 1,
            "config": dict(dict(full, stop=None), **config),
            "traces": [dict(blank, **line) for line in lines],
        }
        Path(self.base, "request/request.json").write_text(json.dumps(request))

    def run(self) -> "subprocess.CompletedProcess[str]":
        rooms = {name: "%s/%s" % (tracer_path.ROOT, name) for name in ("tracer", "runner", "analyzer")}
        text = RUN.format(base=self.base, root=self.copy.root, **rooms)
        env = dict(entry.partition("=")[::2] for entry in self.copy.env)
        command = [self.copy.python, "-E", "-s", "-S", "-B", "-c", text]
        return subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, env=env, timeout=120
        )

    def trace(self, *lines: Dict[str, Any], **config: Any) -> List[Dict[str, Any]]:
        """What the lines were seen to do."""
        self.copy.renew()
        self.ask(*lines, **config)
        done = self.run()
        if done.returncode:
            raise AssertionError(done.stdout)
        self.log = done.stdout
        self.document = json.loads(Path(self.base, "trace/trace.json").read_text())
        return self.document["lines"]

    def python(self, code: str, *options: str) -> Dict[str, Any]:
        """A line that runs a program's text."""
        path = self.write("main.py", code)
        return {"argv": [self.copy.python] + list(options) + [path]}


Test = Callable[[Any, Case], None]


def by(versions: List[str]) -> Callable[[Test], Callable[[unittest.TestCase], None]]:
    """Runs a test by each of these pythons, in a folder that everybody can read."""

    def decorated(test: Test) -> Callable[[unittest.TestCase], None]:
        def run(self: unittest.TestCase) -> None:
            for version in versions:
                # Not below /tmp: what is made there is no image's.
                folder = tempfile.mkdtemp(prefix="faktory-tracer-", dir="/var/tmp")
                os.chmod(folder, 0o755)
                try:
                    with self.subTest(version):
                        test(self, Case(copies.of(version), os.path.realpath(folder)))
                finally:
                    shutil.rmtree(folder)

        run.__name__ = test.__name__
        return run

    return decorated

"""A made image with a Python 3.11, and what the analyzer learns of it before it chooses anything."""

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import facts
import folders
import gather
import interpreter
import launchers
import program
import request
from ledger import Ledger
from made import ImageCase, Link, elf
from patterns import Matcher, import_roots
from probe import Seen

LIBRARY = "/usr/lib/python3.11"
PACKAGES = "/usr/lib/python3/dist-packages"
PYTHON = elf(interpreter="/lib64/ld-linux-x86-64.so.2")


class SourceCase(ImageCase):
    def setUp(self):
        super().setUp()
        self.make(
            {
                "/bin": Link("usr/bin"),
                "/usr/bin/python3.11": PYTHON,
                "/usr/bin/python3": Link("python3.11"),
                LIBRARY + "/os.py": "",
                LIBRARY + "/sitecustomize.py": Link("/etc/python3.11/sitecustomize.py"),
                "/etc/python3.11/sitecustomize.py": "",
                LIBRARY + "/config-3.11-x86_64-linux-gnu/libpython3.11.so": Link("../../libpython3.11.so"),
                LIBRARY + "/site-packages/unused.py": "",
                "/app/app.py": "",
                "/tmp": None,
                "/etc/passwd": "root:x:0:0:root:/root:/bin/sh\n",
                "/root": None,
            }
        )

    def look(self, cmd, workdir="/app", env=(), keeps=(), drops=(), user="", path=()):
        """The source, with ``path`` on sys.path behind the library; an empty ledger, and what KEEP names."""
        config = request.Config([], list(cmd), dict(env, PATH="/usr/bin"), workdir, user)
        self.asked = request.Request("/usr/bin/python3", config, "auto", "none", list(keeps), list(drops), {}, None)
        python = facts.running()._replace(version="3.11.2", cache_tag="cpython-311", stdlib=[LIBRARY])
        found = interpreter.identify(self.image, "/usr/bin/python3")
        started = program.find(self.image, self.asked, found, python, self.findings)
        seen = Seen([LIBRARY] + list(path), "/usr", "/usr", "/usr", "/usr", "/usr/bin/python3", True, list(path))
        links = interpreter.find_links(self.image, found, ["/usr/bin"], self.findings)
        first = [each or started.cwd for each in started.first if each is not None]
        named = folders.named_paths(self.image, program.words(started), started.cwd)
        places = folders.Places(
            stdlib=[LIBRARY],
            path=seen.path,
            python_path=[],
            prefix="/usr",
            base_prefixes=["/usr"],
            bins=["/usr/bin"],
            workdir=started.cwd,
            first=first,
            launched=[],
            environments=[],
            named=[each for each in named if self.image.is_folder(each)],
            editable=[],
        )
        layout = folders.arrange(self.image, places, self.findings)
        launched = [n for run, one in zip(started.runs, started.calls) for n in launchers.find(self.image, one, run)]
        roots = import_roots(layout.imports)
        self.kept = Matcher(self.image, list(keeps), roots)
        self.ledger = Ledger(self.image, Matcher(self.image, list(drops), roots), self.findings)
        return gather.Source(self.image, python, found, started, seen, ["/usr/bin"], links, layout, launched, None)

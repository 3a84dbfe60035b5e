"""Run a new python.km once, natively: a broken one should end this step, not a container."""

import subprocess
import tempfile
from pathlib import Path
from typing import Sequence

from description import Description

# Runs in python.km with -S. A module whose init imports more than the toolchain's library has is answered for.
PROGRAM = """
import sys, _imp, kontain
from importlib.machinery import ModuleSpec
for name in sys.argv[2:]:
    try:
        _imp.create_dynamic(ModuleSpec(name, None, origin=sys.argv[1] + "/" + name + ".so"))
    except ModuleNotFoundError:
        pass
print("%d.%d.%d" % sys.version_info[:3], _imp.extension_suffixes()[0], len(sys.argv) - 2)
"""


class CheckError(Exception):
    """The new python.km does not run; the text is its own words."""


def check_binary(binary: Path, description: Description, modules: Sequence[str]) -> None:
    """Start ``binary``, and load every module through a placeholder."""
    with tempfile.TemporaryDirectory() as folder:
        for name in modules:
            (Path(folder) / f"{name}.so").write_text(f"kontain module\ncpython:{name}\n", encoding="utf-8")
        argv = [str(binary), "-S", "-B", "-c", PROGRAM, folder, *modules]
        home = {"PYTHONHOME": str(description.home)}
        done = subprocess.run(argv, env=home, capture_output=True, text=True, errors="replace")
    wanted = f"{description.python.version} .{description.python.soabi}.so {len(modules)}"
    if done.returncode != 0 or done.stdout.strip() != wanted:
        raise CheckError(f"exit {done.returncode}, {done.stdout.strip()!r} instead of {wanted!r}\n{done.stderr}")

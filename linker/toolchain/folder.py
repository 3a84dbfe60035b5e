"""What every toolchain has alike: the folder's parts, its description, and how the step ends."""

import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Any, Dict, Mapping, NoReturn

from commands import StepError, fail, run
from exports import export_names
from objects import Built
from table import Library, Table, read_table

TOOLCHAIN = Path("/toolchain")
SCRATCH = Path("/var/tmp/faktory-toolchain")
SYSTEM = Path("/usr/lib/x86_64-linux-gnu")


def find_table(python: str, kind: str) -> Table:
    """Return the table of C modules for X.Y; it lies beside this file in the build and above it in the repository."""
    here = Path(__file__).resolve().parent
    beside = here / "modules.json"
    try:
        return read_table(beside if beside.exists() else here.parent / "modules.json", python, kind)
    except LookupError as error:
        raise StepError("toolchain-not-found", str(error.args[0])) from error


def make_folders() -> None:
    for folder in (TOOLCHAIN, SCRATCH):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)


def xy(version: str) -> str:
    return ".".join(version.split(".")[:2])


def place_archive(library: Library) -> None:
    """Name the archive in the toolchain; a hard link, so that the layer holds it once."""
    target = TOOLCHAIN / "lib" / library.archive
    target.parent.mkdir(exist_ok=True)
    source = (SYSTEM / library.archive).resolve()
    if not source.exists():
        fail(f"{library.package} has no {library.archive}")
    if library.weaken:
        names = [f"--weaken-symbol={name}" for name in library.weaken]
        run(["objcopy", "--wildcard", *names, str(source), str(target)], f"copying {library.archive}")
    else:
        os.link(source, target)


def write_exports() -> None:
    names = export_names(TOOLCHAIN / "core/libpython.a", SYSTEM)
    (TOOLCHAIN / "core/exports.txt").write_text("".join(f"{name}\n" for name in names), encoding="utf-8")


def tell_failed(built: Built) -> None:
    """Say which modules did not compile: it matters to an image that has one, and the link then names it."""
    for name, error in sorted(built.failed.items()):
        print(f"{error.details}\nwarning: the C module {name} cannot be linked", file=sys.stderr)


def describe_modules(table: Table, built: Built) -> Mapping[str, Mapping[str, Any]]:
    described: Dict[str, Mapping[str, Any]] = {}
    for module in sorted(table.modules):
        made = built.objects.get(module.name)
        if made is not None:
            described[module.name] = {
                "object": f"modules/{made.path.name}",
                "inits": dict(sorted(made.inits.items())),
                "libraries": list(module.libraries),
            }
    return described


def describe_libraries(libraries: Mapping[str, Library]) -> Mapping[str, Mapping[str, Any]]:
    return {
        name: {"archive": f"lib/{library.archive}", "needs": list(library.needs), "package": library.package}
        for name, library in libraries.items()
    }


def write_description(description: Mapping[str, Any]) -> None:
    text = json.dumps(description, indent=1, sort_keys=True) + "\n"
    (TOOLCHAIN / "toolchain.json").write_text(text, encoding="utf-8")


def clean() -> None:
    shutil.rmtree(SCRATCH)
    run(["apt-get", "clean"], "cleaning up")
    for folder in ("/var/lib/apt/lists", "/var/cache/debconf", "/var/log"):
        shutil.rmtree(folder, ignore_errors=True)
        Path(folder).mkdir()


def since(begin: float) -> str:
    return f"{time.monotonic() - begin:.0f} s"


def say(line: str) -> None:
    print(line, flush=True)


def stop(error: StepError) -> NoReturn:
    if error.details:
        print(error.details, file=sys.stderr)
    print(error, file=sys.stderr)
    sys.exit(3 if str(error).startswith("toolchain-not-found") else 1)

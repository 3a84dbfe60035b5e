"""Step R: build what step D brought, with the recording compiler, and leave its records: build.py KEY VERSION.

Without a network. A source that does not compile is no failure of the step: the record of that is its result.
"""

import json
import os
import re
import shutil
import sys
import zipfile
from pathlib import Path
from typing import Any, Mapping

import compilers
import records
from steps import ENVIRONMENT, StepError, run, say, stop

HERE = Path(__file__).resolve().parent
BUILD = Path("/build")
OUT = Path("/out")
KEPT = BUILD / "records"
BIN = BUILD / "bin"
WHEEL = BUILD / "wheel"
# What says nothing of the source.
OF_THE_MACHINE = ("No space left on device", "Cannot allocate memory", "Killed", "internal compiler error: Killed")
MOST_LINES = 40
# A compiler's words on a source: the first of them is the cause.
ERROR = re.compile(r"^\S+:\d+: (?:fatal )?error: .+$", re.MULTILINE)
# A build system's own: that a program or a library is not there.
OTHER_ERROR = re.compile(r"^ *(?:error|Error|ERROR): .+$", re.MULTILINE)


def main(key: str, version: str) -> None:
    task = json.loads((BUILD / "task.json").read_text(encoding="utf-8"))
    described: dict[str, Any] = {"format": 1, "distribution": key, "version": version, "soabi": task["soabi"]}
    if task["kind"] == "none":
        records.write(OUT, {**described, "failed": {"reason": task["reason"], "log": []}})
        return
    described.update(source=task["origin"], requirements=task["requirements"], without=task["without"])
    others = [library for library in task["libraries"] if library["version"] != library["wanted"]]
    described["notes"] = [tell_other(library) for library in others]
    switches: Mapping[str, str] = dict.fromkeys(task["switches"], "1")
    environment = {**recording(), **switches}
    try:
        for library in task["libraries"]:
            say(f"{key} {version}: building the library {library['name']} {library['version']}")
            build_package(Path(library["folder"]), environment)
        say(" ".join([f"{key} {version}: building it", *(f"{name}=1" for name in switches)]))
        built = build(task, environment)
    except StepError as error:
        if any(words in error.details for words in OF_THE_MACHINE):
            raise
        print(error.details, file=sys.stderr)
        print(error, file=sys.stderr)
        lines = error.details.strip().splitlines()[-MOST_LINES:]
        records.write(OUT, {**described, "failed": {"reason": reason_of(error), "log": lines}})
        return
    found = records.collect(records.Made(KEPT, built, task["libraries"]), OUT)
    records.write(OUT, {**described, **found, "failed": None})
    say(f"{key} {version}: {len(found['records'])} modules, {len(found['libraries'])} libraries")


def tell_other(library: Mapping[str, Any]) -> str:
    """The archive may lack a source that its index names."""
    wanted = f"where the system has {library['wanted']}, whose source is not in the archive"
    return f"what is built of {library['name']} is of version {library['version']}, {wanted}"


def reason_of(error: StepError) -> str:
    """What a later build tells too, where this step comes from the cache and has no log."""
    found = ERROR.search(error.details) or OTHER_ERROR.search(error.details)
    return str(error) if found is None else f"{error}: {found[0].strip()}"


def recording() -> Mapping[str, str]:
    for folder in (KEPT, WHEEL, BUILD / "home"):
        folder.mkdir(parents=True, exist_ok=True)
    compilers.install(BIN, HERE / "record.py", ENVIRONMENT)
    return {
        **ENVIRONMENT,
        "PATH": f"{BUILD / 'environment/bin'}:{BIN}:{ENVIRONMENT['PATH']}",
        "HOME": str(BUILD / "home"),
        "FAKTORY_RECORDS": str(KEPT),
        "DEB_BUILD_OPTIONS": f"nocheck nodoc parallel={os.cpu_count() or 1}",
        "DEB_BUILD_PROFILES": "nocheck nodoc",
        "MAKEFLAGS": f"-j{os.cpu_count() or 1}",
        **({"CARGO_HOME": str(BUILD / "cargo")} if (BUILD / "cargo").exists() else {}),
        "CARGO_NET_OFFLINE": "true",
        "PIP_NO_INDEX": "1",
    }


def build(task: Mapping[str, Any], environment: Mapping[str, str]) -> Path:
    """Build, and return where what was built lies."""
    folder = Path(task["folder"])
    if task["kind"] == "debian":
        build_package(folder, environment)
        return folder
    argv = [task["python"], str(HERE / "wheel.py"), str(WHEEL), *task["backend"]]
    run(argv, "building a wheel", folder, environment)
    unpacked = BUILD / "unpacked"
    for wheel in sorted(WHEEL.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(unpacked)
    return unpacked


def build_package(folder: Path, environment: Mapping[str, str]) -> None:
    run(["make", "-f", "debian/rules", "build-arch"], f"building {folder.parent.name}", folder, environment)


if __name__ == "__main__":
    try:
        shutil.rmtree(OUT, ignore_errors=True) if not OUT.is_mount() else None
        OUT.mkdir(exist_ok=True)
        main(*sys.argv[1:3])
    except StepError as problem:
        stop(problem, 1)

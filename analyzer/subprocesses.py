"""Programs that the application starts: its own Python files are read for them, and what they name is
kept as what the entrypoint runs is. Packages' files are not read."""

import re
import stat
from typing import Dict, Iterator, List, NamedTuple, Tuple

import bindings
import elf
import entrypoint
import scripts
import starts
from constants import HOLE, Reading
from findings import Findings
from folders import PACKAGE_FOLDERS
from gather import Source
from image import contains, join
from ledger import Ledger
from trail import Call, Line, Trail

MOST_FILES = 4096
# A longer file is data, mostly: it is passed over.
MOST_BYTES = 1 << 20
MOST_TOTAL = 1 << 26
MOST_PLACES = 10
# Most files start nothing, and need no parsing.
MENTIONS = re.compile(rb"subprocess|\b(?:system|popen|which|(?:posix_)?spawn\w*|exec[lv]p?e?)(?:\s*[(,)]| as\b)")
# What only tests start is no warning.
OF_TESTS = re.compile(r"(^|/)(tests?/|test_[^/]*$|conftest\.py)|_test\.py")


class Tool(NamedTuple):
    """An ELF program that the application starts, by its canonical path, and the line that does."""

    path: str
    place: str


class Outcome(NamedTuple):
    """What following the starts found; ``unknown`` and ``others`` are lines that start what only a run
    can name, and that start another python."""

    tools: Dict[str, Tool]
    unknown: List[str]
    others: List[str]


def keep(source: Source, ledger: Ledger, findings: Findings) -> List[Tool]:
    """Keep the programs that can be named, and say where one cannot."""
    call = source.program.calls[-1]
    outcome = Outcome({}, [], [])
    for start in read(list(sources(source, ledger, findings)), call):
        place = "%s:%d" % (shown(start.path, source.program.cwd), start.line)
        line = Line(list(start.words), join(call.cwd, start.cwd), call.env, "", 0, False)
        follow(source, line, place, ledger, outcome)
    report(outcome, findings)
    return [outcome.tools[path] for path in sorted(outcome.tools)]


def read(files: List[Tuple[str, bytes]], call: Call) -> List[starts.Start]:
    """Parse the files that seem to start something, then those that seem to call functions that do."""
    readings: List[Reading] = []
    wanted = MENTIONS
    while True:
        chosen = [file for file in files if wanted.search(file[1])]
        files = [file for file in files if not wanted.search(file[1])]
        modules = [module for module in (bindings.read(*file) for file in chosen) if module]
        readings += [Reading(module, call.env, call.path, {}) for module in modules]
        own = starts.functions(readings)
        if not modules or not own.forms:
            return starts.find(sorted(readings, key=lambda reading: reading.module.path), own)
        names = sorted({name.encode("utf-8", "surrogateescape") for _, name in own.forms})
        wanted = re.compile(rb"\b(?:%s)\b" % b"|".join(names))


def sources(source: Source, ledger: Ledger, findings: Findings) -> Iterator[Tuple[str, bytes]]:
    """The application's Python files: in its folders, and what python is told to run."""
    chosen = sorted(path for path, entry in ledger.entries.items() if entry.layer == "app" and is_source(path, ledger))
    for run, call in zip(source.program.runs, source.program.calls):
        path = source.image.real(join(call.cwd, run.target)) if run.form == "file" else ""
        if run.form == "code":
            yield "python -c", run.target.encode("utf-8", "surrogateescape")
        elif path and path not in chosen:
            chosen.insert(0, path)
    todo = MOST_TOTAL
    for number, path in enumerate(chosen):
        if number >= MOST_FILES or todo <= 0:
            findings.add(
                "subprocess-unread",
                "of the application's %d Python files only %d were read for the programs that they start"
                % (len(chosen), number),
                "KEEP the programs that the others start",
            )
            return
        entry = ledger.entries.get(path)
        if entry is None or not stat.S_ISREG(entry.status.st_mode) or entry.status.st_size > MOST_BYTES:
            continue
        todo -= entry.status.st_size
        yield path, source.image.read(path) or b""


def is_source(path: str, ledger: Ledger) -> bool:
    """Console scripts are kept with the application, and are packages' all the same."""
    reasons = ledger.reasons.get(path)
    is_package = any("/%s/" % name in path for name in PACKAGE_FOLDERS)
    return path.endswith(".py") and not is_package and (reasons is None or reasons.why != [scripts.WHY])


def follow(source: Source, line: Line, place: str, ledger: Ledger, outcome: Outcome) -> None:
    """Follow one start as the entrypoint is followed, and keep what it goes through. ``place``: what starts it."""
    # What is odd about a script that may never run is not the user's to read.
    quiet = Findings()
    trail = Trail(source.image, source.interpreter, quiet, False)
    entrypoint.follow(trail, line._replace(why="started by " + place))
    unclear = any(finding.code == "entrypoint-unclear" for finding in quiet.all())
    if unclear or any(HOLE in name for name in trail.missing):
        outcome.unknown.append(place)
    if trail.other is not None:
        outcome.others.append("%s (%s)" % (trail.other.path, place))
    for step in trail.chain:
        real = source.image.real(step.path)
        layer = source.layout.layer_of(real, "app" if step.kind == "script" else "runtime")
        kept = ledger.keep(step.path, layer, "%s starts it" % place)
        is_tool = step.kind in ("shell", "program") and kept is not None
        if is_tool and real not in outcome.tools and elf.read(source.image.host(real)) is not None:
            outcome.tools[real] = Tool(real, place)


def shown(path: str, cwd: str) -> str:
    """A file as a person of the project would name it."""
    return path[len(cwd.rstrip("/")) + 1 :] if path != cwd and contains(cwd, path) else path


def report(outcome: Outcome, findings: Findings) -> None:
    unknown = [place for place in dict.fromkeys(outcome.unknown) if not OF_TESTS.search(place.rpartition(":")[0])]
    if unknown:
        findings.add(
            "subprocess-unknown",
            "the application starts programs that only a run can name: " + some(unknown),
            "KEEP the programs that are started there",
        )
    if outcome.others:
        findings.add(
            "subprocess-other-python",
            "the application starts another python, which is left out: " + some(list(dict.fromkeys(outcome.others))),
            "start sys.executable, so that the program runs one python",
        )


def some(places: List[str]) -> str:
    more = len(places) - MOST_PLACES
    return ", ".join(places[:MOST_PLACES]) + (" and %d more" % more if more > 0 else "")

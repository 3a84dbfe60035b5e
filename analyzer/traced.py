"""Keeps what TRACE saw, whatever analysis says: DROP alone wins over it."""

from typing import Dict, List, NamedTuple, Set, Tuple

import subprocesses
from findings import Findings
from folders import NEVER_AN_APPLICATION
from gather import Source
from image import contains
from ledger import Ledger
from subprocesses import Outcome, Tool, some
from traces import Traced, Traces
from trail import Line

# Outside of the kept folders, what lies here is the system's, not the application's.
SYSTEM = ("/bin", "/etc", "/lib", "/lib32", "/lib64", "/sbin", "/usr", "/var/lib")
# A static python.km answers for these itself (linker/c/dl.c).
ANSWERED = frozenset(
    "libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 libutil.so.1 librt.so.1 libresolv.so.2".split()
)


class Kept(NamedTuple):
    """``libraries``: what was mapped and the line that did, for an image that loads libraries; ``loads``: what a
    program asked for itself, which a static one cannot have."""

    tools: List[Tool]
    libraries: List[Tuple[str, str]]
    loads: List[Tuple[str, str]]


def keep(source: Source, traces: Traces, ledger: Ledger, findings: Findings) -> Kept:
    outcome = Outcome({}, [], [])
    libraries: Dict[str, str] = {}
    loads: Dict[str, str] = {}
    for line in traces.lines:
        report(source, line, keep_files(source, line, ledger, findings), findings)
        keep_folders(source, line, ledger, findings)
        for program in line.programs:
            words = [program.path] + program.argv[1:]
            call = source.program.calls[-1]
            subprocesses.follow(source, Line(words, program.cwd, call.env, "", 0, False), line.place, ledger, outcome)
        for path in line.libraries:
            libraries.setdefault(source.image.real(path), line.place)
        for name in line.loaded:
            base = name.rpartition("/")[2]
            if base not in ANSWERED and not base.startswith("libpython3."):
                loads.setdefault(name, line.place)
    # What a shell of a traced program may start besides is no finding: TRACE saw what it did start.
    subprocesses.report(outcome._replace(unknown=[]), findings)
    tools = [outcome.tools[path] for path in sorted(outcome.tools)]
    return Kept(tools, sorted(libraries.items()), sorted(loads.items()))


def keep_files(source: Source, line: Traced, ledger: Ledger, findings: Findings) -> List[str]:
    """Keep what was opened; gives what nothing else had kept."""
    image = source.image
    alone: List[str] = []
    dropped: List[str] = []
    for path in line.files:
        real = image.real(path)
        if not image.is_file(real):
            continue
        before = real in ledger.entries
        links = [link for link in links_of(source, path) if link not in ledger.entries]
        layer = source.layout.layer_of(real, otherwise(source, real))
        if ledger.keep(path, layer, "%s opened it" % line.place) is None:
            dropped += [real] if ledger.drop.match(real, False) else []
        elif not before:
            alone.append(real)
        for link in links:
            # Without its content.
            ledger.add(image.real(link), layer, "%s opened it" % line.place)
    if dropped:
        text = "DROP leaves out what %s opened: %s"
        findings.add("trace-dropped", text % (line.place, some(dropped)), "keep it out of DROP if it is needed")
    return alone


def links_of(source: Source, path: str) -> Tuple[str, ...]:
    resolved = source.image.resolve(path)
    return resolved.links if resolved else ()


def otherwise(source: Source, real: str) -> str:
    """The layer of what lies in no kept folder."""
    system = SYSTEM + tuple(source.layout.prefixes)
    return "runtime" if any(contains(top, real) for top in system if top != "/") else "app"


def keep_folders(source: Source, line: Traced, ledger: Ledger, findings: Findings) -> None:
    """Keep a folder that was listed, without its content: of that, what was opened counts."""
    partly: List[str] = []
    for path in line.folders:
        real = source.image.real(path)
        if real in NEVER_AN_APPLICATION or not source.image.is_folder(real) or source.image.is_hidden(real):
            continue
        layer = source.layout.layer_of(real, otherwise(source, real))
        ledger.keep(path, layer, "%s listed it" % line.place)
        names = source.image.names(real)
        if any(real + "/" + name not in ledger.entries for name in names) and not is_import_folder(source, real):
            partly.append(real)
    if partly:
        text = "%s listed folders of which only what it opened is kept: %s"
        findings.add("trace-listed", text % (line.place, some(partly)), "KEEP those whose other files count")


def is_import_folder(source: Source, real: str) -> bool:
    """Site lists these for .pth files."""
    return real in source.layout.imports


def report(source: Source, line: Traced, alone: List[str], findings: Findings) -> None:
    image = source.image
    of_modules: Set[str] = {image.real(path) for path in line.modules.values()}
    others = {image.real(path) for path in line.files if image.is_file(path) and not path.endswith(".pyc")} - of_modules
    programs = {image.real(program.path) for program in line.programs}
    counts = ((len(line.modules), "module"), (len(others), "other file"), (len(programs), "program"))
    text = ", ".join("%d %s%s" % (count, noun, "" if count == 1 else "s") for count, noun in counts)
    more = "; kept for it alone: %s" % some(alone) if alone else ""
    findings.add("traced", "%s: %s%s" % (line.place, text, more))

"""What becomes of compiled files: which link mode, which shared libraries, which are left out."""

from typing import Any, Dict, List, NamedTuple, Set

import elf
import interpreter
import ldconfig
import libraries
import modules
import relink
import system
from findings import Findings
from gather import Source
from interpreter import Links
from ledger import FOREIGN, LINKED_IN, Ledger
from modules import Choice, Compiled
from patterns import Matcher
from reach import installed
from relink import Relinked
from request import Request
from selection import Selected
from subprocesses import Tool
from traced import Kept as Traced


class Binaries(NamedTuple):
    compiled: List[Compiled]
    choice: Choice
    linked: Dict[str, str]
    texts: Dict[str, bytes]
    links: Links
    relinked: Relinked


def decide(
    source: Source,
    asked: Request,
    origin: Dict[str, Any],
    selected: Selected,
    kept: Matcher,
    ledger: Ledger,
    findings: Findings,
) -> Binaries:
    """Find the compiled files, choose the mode, and make the ledger agree with it."""
    scope = modules.Scope(
        source.python.suffixes, kept.roots, [source.image.real(path) for path in source.python.stdlib]
    )
    everything = list(modules.find(source.image, ledger, scope))
    links = with_copies(source, everything)
    started = entry_programs(source, ledger) + [tool.path for tool in selected.tools]
    compiled = [as_program(c, started) for c in everything if c.path not in links.copies]
    linkable = asked.linkable.get(source.python.short)
    relinked = relink.NOTHING
    if asked.link != "dynamic" and modules.never_linked(linkable, origin) is None:
        relinked = relinkable(source, compiled, selected, scope)
        relink.report(relinked, findings)
    choice = modules.choose(asked.link, compiled, linkable, origin, source.interpreter.path, relinked.paths())
    if any(c.name in system.TERMINAL_MODULES for c in compiled):
        for path in system.TERMINFO + (source.seen.base_prefix + "/share/terminfo",):
            ledger.keep_tree(path, "runtime", "terminals", set())
    linked: Dict[str, str] = {}
    texts: Dict[str, bytes] = {}
    if choice.mode == "static":
        linked = {
            c.path: "cpython:" + c.name for c in compiled if c.kind == modules.STANDARD and c.name in choice.linked
        }
        linked.update(relinked.ids)
        if "_ctypes" in choice.linked:
            texts = searched(source, started, ledger)
        compiled = [c for c in compiled if c.path not in texts]
        make_static(source, compiled, relinked.inside, selected.tools, kept, ledger, findings)
        report_loads(selected.saw, findings)
    else:
        relinked = relink.NOTHING
        make_dynamic(source, compiled, selected.tools, selected.saw, ledger, findings)
    return Binaries(compiled, choice, linked, texts, links, relinked)


def relinkable(source: Source, compiled: List[Compiled], selected: Selected, scope: modules.Scope) -> Relinked:
    """Distributions are read where anything may be one's, and no import was followed that asked for them before."""
    if all(c.kind not in (modules.THIRD_PARTY, modules.LIBRARY) for c in compiled):
        return relink.NOTHING
    known = installed.read(source) if selected.pruned is None else selected.pruned.units.world.installed
    return relink.find(source, compiled, known, scope)


def searched(source: Source, started: List[str], ledger: Ledger) -> Dict[str, bytes]:
    """What stands in for the program that find_library asks, unless the application starts that itself."""
    text = ldconfig.script(source.image, interpreter.km_path(source.interpreter, source.python.version))
    if text is None or source.image.real(ldconfig.PROGRAM) in started:
        return {}
    path = ledger.keep(ldconfig.PROGRAM, "runtime", "ctypes.util.find_library asks it")
    return {} if path is None else {path: text}


def as_program(file: Compiled, started: List[str]) -> Compiled:
    """What is started is a program, though one that is linked statically may look like a library."""
    return file._replace(kind=modules.PROGRAM) if file.path in started else file


def with_copies(source: Source, compiled: List[Compiled]) -> Links:
    """A kept folder may hold one more copy of the interpreter (a virtual environment that is in no
    PATH): it leads to the one interpreter as well."""
    programs = [c.path for c in compiled if c.kind == modules.PROGRAM]
    found = {path for path in programs if source.interpreter.is_at(source.image, path)}
    return Links(sorted(found.union(source.links.links)), sorted(found.union(source.links.copies)))


def make_static(
    source: Source,
    compiled: List[Compiled],
    inside: Set[str],
    tools: List[Tool],
    kept: Matcher,
    ledger: Ledger,
    findings: Findings,
) -> None:
    """No ELF file stays but what the entrypoint or the application runs or KEEP names, with its libraries,
    and programs of packages."""
    called = entry_programs(source, ledger)
    for path in called:
        findings.add(
            "elf-kept",
            "the entrypoint runs %s, so it is kept, with its shared libraries" % path,
            "an exec-form ENTRYPOINT that names python itself needs no other program",
        )
    started = [tool for tool in tools if tool.path not in called]
    if started:
        findings.add(
            "elf-kept",
            "the application starts programs, so they are kept, with their shared libraries: %s"
            % listed(["%s (%s)" % tool for tool in started]),
            "KEEP what else they read or start",
        )
    called += [tool.path for tool in started]
    called += [
        c.path for c in compiled if c.kind == modules.PROGRAM and c.path not in called and kept.match(c.path, False)
    ]
    search = libraries.Search(source.image, source.program.env, findings)
    omit_linked(source, inside - keep_libraries(source, search, called, [], set(), ledger), ledger)
    for path in preloaded(source):
        findings.add(
            "preload-lost",
            "LD_PRELOAD names %s, which a static python.km does not load" % path,
            "clear LD_PRELOAD with ENV, or use LINK dynamic",
        )
    for path in system.converters(source.image, source.program.env):
        findings.add(
            "locale-lost",
            "the environment's locale needs the converters in %s, which a static python.km does not load" % path,
            "set LANG to a UTF-8 locale with ENV, such as C.UTF-8, or use LINK dynamic",
        )
    foreign = [c.path for c in compiled if c.kind == modules.FOREIGN]
    for path in foreign:
        ledger.omit(path, FOREIGN)
    if foreign:
        findings.add("foreign-module", "left out, since another python's import would take them: %s" % listed(foreign))
    programs = [c.path for c in compiled if c.kind == modules.PROGRAM and c.path not in called]
    if programs:
        findings.add(
            "elf-kept",
            "programs that are no modules, kept without shared libraries: %s" % listed(programs),
            "DROP them, or use LINK dynamic if the program runs them",
        )


def make_dynamic(
    source: Source, compiled: List[Compiled], tools: List[Tool], saw: Traced, ledger: Ledger, findings: Findings
) -> None:
    """The closure of every kept ELF file, as the loader would search for it."""
    search = libraries.Search(source.image, source.program.env, findings)
    interpreter = source.interpreter.path
    for path, place in saw.libraries:
        if source.image.is_file(path):
            ledger.keep(path, source.layout.layer_of(path, "runtime"), "%s loaded it" % place)
    mapped = {path for path, _ in saw.libraries if path in ledger.entries}
    others = sorted({c.path for c in compiled if c.kind != modules.FOREIGN} | set(preloaded(source)) | mapped)
    for path in (libraries.CACHE, libraries.MUSL_PATHS):
        ledger.keep(path, "runtime", "the loader reads it")
    for path in preloaded(source):
        ledger.keep(path, "runtime", "LD_PRELOAD")
    for path in system.converters(source.image, source.program.env):
        ledger.keep_tree(path, "runtime", "the character set of the environment's locale", set())
    programs = [interpreter] + entry_programs(source, ledger)
    programs += [tool.path for tool in tools if tool.path not in programs]
    keep_libraries(source, search, programs, others, names_of(compiled), ledger)
    for need in libraries.opened_by_libc(search, interpreter):
        ledger.keep(need.path, "runtime", need.by)


def report_loads(saw: Traced, findings: Findings) -> None:
    for name, place in saw.loads:
        findings.add(
            "trace-library",
            "%s loads %s by ctypes, which a static python.km does not load" % (place, name),
            "use LINK dynamic if the program needs it",
        )


def keep_libraries(
    source: Source, search: libraries.Search, programs: List[str], others: List[str], present: Set[str], ledger: Ledger
) -> Set[str]:
    """Enter them into the ledger; their canonical paths."""
    found: Set[str] = set()
    for need in libraries.closure(search, programs, others, present):
        real = source.image.real(need.path)
        ledger.keep(need.path, source.layout.layer_of(real, "runtime"), "%s needs it" % need.by)
        found.add(real)
    return found


def omit_linked(source: Source, paths: Set[str], ledger: Ledger) -> None:
    """Libraries that are in python.km, and the links to them."""
    for path in sorted(paths.union(link for link in ledger.links if source.image.real(link) in paths)):
        ledger.omit(path, LINKED_IN)


def entry_programs(source: Source, ledger: Ledger) -> List[str]:
    """The ELF programs on the way to the interpreter: a shell, env, a wrapper."""
    paths = [source.image.real(step.path) for step in source.program.entry.chain if step.kind in ("shell", "program")]
    return [path for path in paths if path in ledger.entries and elf.read(source.image.host(path)) is not None]


def preloaded(source: Source) -> List[str]:
    words = source.program.env.get("LD_PRELOAD", "").replace(":", " ").split()
    return [source.image.real(word) for word in words if word.startswith("/") and source.image.is_file(word)]


def names_of(compiled: List[Compiled]) -> Set[str]:
    return {c.path.rpartition("/")[2] for c in compiled}


def listed(paths: List[str]) -> str:
    return ", ".join(paths[:10]) + (" and %d more" % (len(paths) - 10) if len(paths) > 10 else "")

"""Where the closure begins: what runs before the program, the program, and what its start names."""

import re
import stat
from itertools import takewhile
from typing import Iterator, List, Tuple

from gather import Source
from image import join
from ledger import Ledger
from patterns import Matcher, begins
from program import words
from reach.closure import Closure
from reach.policy import Policy
from reach.reached import File, Reason
from reach.records import Text
from reach.stdlib import PROMPT, RUNNERS, START
from reach.units import APPLICATION
from traces import Traces

DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
BETWEEN = re.compile(r"[^\w.:-]+")
# The engine's and the system's own, which name no modules; paths in them are looked for all the same.
OF_THE_SYSTEM = frozenset(("PATH", "HOME", "HOSTNAME", "LANG", "LANGUAGE", "PWD", "SHLVL", "TERM", "USER", "GPG_KEY"))


def enter(source: Source, ledger: Ledger, closure: Closure, policy: Policy, kept: Matcher) -> None:
    """All roots, in the order of their weight: the first to reach something is its reason."""
    start(source, closure)
    command(source, closure, policy)
    application(source, ledger, closure)
    environment(source, closure, policy)
    by_hand(closure, kept)


def start(source: Source, closure: Closure) -> None:
    for name in START:
        closure.keep_name(name, Reason("the interpreter's start", "", 0))
    for line in closure.world.startup:
        closure.keep_tree(line.path, Reason("site runs its lines", "", 0))
        closure.read_code(line.path, line.text)
    for folder in source.seen.site_packages if source.seen.site else ():
        for name in closure.image.names(folder):
            if name.endswith((".pth", ".egg-link")):
                closure.keep_tree(folder + "/" + name, Reason("site reads it", "", 0))


def command(source: Source, closure: Closure, policy: Policy) -> None:
    """What python is told to run, and what the command's words name."""
    if any(run.form in ("module", "folder", "zip") for run in source.program.runs):
        for name in RUNNERS:
            closure.keep_name(name, Reason("python runs a module by it", "", 0))
    if any(run.form == "stdin" or run.has("i") for run in source.program.runs) or prompts(source):
        for name in PROMPT:
            closure.keep_name(name, Reason("python may show a prompt", "", 0))
    for run, call in zip(source.program.runs, source.program.calls):
        if run.form == "module":
            reason = Reason("python -m %s" % run.target, "", 0)
            found = closure.keep_name(run.target, reason)
            if found == run.target:
                closure.keep_name_exactly(run.target + ".__main__", reason)
        elif run.form in ("folder", "zip"):
            closure.keep_name("__main__", Reason("python runs %s" % run.target, "", 0))
        elif run.form == "code":
            closure.read_code("python -c", run.target)
        else:
            reason = Reason("python runs it", "", 0)
            closure.read_loose(source.image.real(join(call.cwd, run.target)), reason)
    reason = Reason("the command names it", "", 0)
    for named in source.launched:
        name = named.path.rpartition("/")[2].partition(".")[0]
        closure.keep_name(name, reason)
    hear(policy, words(source.program), "the command names it")


def prompts(source: Source) -> bool:
    return any(call.env.get("PYTHONINSPECT") for call in source.program.calls)


def application(source: Source, ledger: Ledger, closure: Closure) -> None:
    """Every Python file and every settings file that is kept already: the application's own."""
    for path in sorted(ledger.entries):
        entry = ledger.entries[path]
        if stat.S_ISREG(entry.status.st_mode) and (entry.layer == "app" or path.endswith(".py")):
            closure.read_loose(path, Reason("the application's own", "", 0))


def environment(source: Source, closure: Closure, policy: Policy) -> None:
    """Modules and files that values of the image's environment name."""
    for name, value in sorted(source.program.env.items()):
        if name in OF_THE_SYSTEM:
            continue
        hear(policy, [value], "the environment's %s names it" % name)
        for path in re.split(r"[:,;\s=]+", value):
            if path.startswith("/"):
                reason = Reason("the environment's %s names it" % name, "", 0)
                closure.keep_path(path, reason)


def seen_by_trace(closure: Closure, seen: Traces) -> None:
    """The modules that TRACE saw imported, and the Python files that it saw opened."""
    for line in seen.lines:
        reason = Reason("%s imported it" % line.place, "", 0)
        for name in sorted(line.modules):
            closure.keep_name(name, reason)
        for path in line.files:
            if path.endswith(".py") and closure.image.is_file(path):
                closure.read_loose(closure.image.real(path), Reason("%s opened it" % line.place, "", 0))


def by_hand(closure: Closure, kept: Matcher) -> None:
    """The modules that KEEP names, each with all that it imports."""
    for pattern, wanted in kept.modules:
        fixed = ".".join(takewhile(lambda part: part.isidentifier(), pattern.split(".")))
        for top in [fixed] if fixed else closure.top_level():
            for name in [top] + closure.world.below(top):
                if begins(name.split("."), wanted):
                    closure.keep_name(name, Reason("KEEP " + pattern, "", 0))


def hear(policy: Policy, values: List[str], why: str) -> None:
    """The names in words that are no file's, as texts of the application."""
    texts = tuple(Text(name, 0) for name in names(values))
    policy.hear(File("", "", "", "code", "app", APPLICATION, None), texts, why)


def names(values: List[str]) -> Iterator[str]:
    for value in values:
        # A path is looked for as such: the names in it are folders'.
        plain = [part for part in re.split(r"[\s=,;'\"]+", value) if "/" not in part]
        for word in (word for part in plain for word in BETWEEN.split(part)):
            parts: Tuple[str, ...] = (word.partition(":")[0], word.replace(":", "."), word.replace("-", "_"))
            for part in sorted(set(parts)):
                if DOTTED.fullmatch(part):
                    yield part

"""PRUNE safe and strict: what the closure reached enters the ledger."""

from typing import List, NamedTuple

from gather import Source
from image import contains
from ledger import Ledger
from patterns import Matcher
from reach import native, remains, roots, strict
from reach.closure import Closure, Places
from reach.policy import Policy
from reach.reached import Reached, Reason
from reach.units import Units
from reach.world import world_of
from traces import Traces

# What a distribution installs for people.
FOR_PEOPLE = (
    "/usr/share/doc /usr/share/man /usr/share/info /usr/share/lintian /usr/share/bug /usr/share/doc-base "
    "/usr/share/bash-completion /usr/share/python3 /usr/share/applications /usr/share/licenses /usr/local/man "
    "/usr/local/share/man /usr/local/share/doc /usr/share/pixmaps /usr/share/icons /usr/include /usr/local/include"
).split()


class Pruned(NamedTuple):
    """What stays for the program, and how much of the import folders does not."""

    reached: Reached
    units: Units
    files: int
    bytes: int


def keep(source: Source, ledger: Ledger, kept: Matcher, seen: Traces, is_strict: bool) -> Pruned:
    """Follow all that the ledger holds so far, and what TRACE saw, and enter what that reaches."""
    home = source.program.env.get("HOME", "")
    prefixes = set(source.layout.prefixes).union(map(source.image.real, (source.seen.prefix, source.seen.exec_prefix)))
    places = Places(source.program.cwd, home, tuple(sorted(prefixes)))
    closure = Closure(source.image, world_of(source), ledger.drop, places)
    policy = strict.Strict(closure) if is_strict else Policy(closure)
    if is_strict:
        strict.enter(source, closure, policy, kept)
    else:
        roots.enter(source, ledger, closure, policy, kept)
    policy.run()
    # After all else, so that a chain through the program's own files is the reason where there is one.
    roots.seen_by_trace(closure, seen)
    policy.run()
    enter_modules(source, ledger, closure)
    enter_data(source, ledger, closure)
    enter_distributions(source, ledger, closure)
    native.keep(source, ledger, closure)
    return Pruned(closure.reached, closure.units, 0, 0)


def count(source: Source, ledger: Ledger, pruned: Pruned) -> Pruned:
    """At the end, when nothing enters the ledger any more: what is left out, entered there and summed."""
    whole = remains.find(source, ledger, pruned.units, set(pruned.reached.distributions))
    return pruned._replace(files=whole.files, bytes=whole.bytes)


def enter_modules(source: Source, ledger: Ledger, closure: Closure) -> None:
    """Modules' files with their bytecode; and the folders, though nothing in them is kept."""
    reached = closure.reached
    for folder in sorted(closure.fixed_folders):
        enter(source, ledger, closure, folder, Reason("sys.path has it", "", 0))
    landmark = [folder + "/lib-dynload" for folder in source.python.stdlib]
    for folder in landmark:
        enter(source, ledger, closure, folder, Reason("python looks for its library by it", "", 0))
    for path in sorted(reached.files):
        enter(source, ledger, closure, path, reached.files[path])
        # Beside a link, too, lies what import made of the source that it leads to.
        for name in (path,) + tuple(closure.world.links(path)):
            for compiled in bytecode(source, name):
                admit(source, ledger, compiled)
    for name in sorted(reached.modules):
        for module in closure.world.every(name):
            for folder in module.folders if module.kind != "zip" else ():
                enter(source, ledger, closure, folder, reached.modules[name])


def enter_data(source: Source, ledger: Ledger, closure: Closure) -> None:
    reached = closure.reached
    for path in sorted(reached.data):
        admit(source, ledger, path)
    for path in sorted(reached.trees):
        reason = reached.trees[path]
        layer = source.layout.layer_of(source.image.real(path), "app")
        ledger.keep_tree(path, layer, reason.why, set(), (reason.path, reason.line))


def enter_distributions(source: Source, ledger: Ledger, closure: Closure) -> None:
    """Metadata, and what a distribution has outside of the folders of its modules, but for its programs."""
    programs = {path for folder in source.bins for path in scripts_of(source, folder)}
    for key in sorted(closure.reached.distributions):
        reason = closure.reached.distributions[key]
        distribution = closure.units.distributions[key]
        layer = source.layout.layer_of(distribution.info, "packages")
        ledger.keep_tree(distribution.info, layer, reason.why, set(), (reason.path, reason.line))
        for path in distribution.files:
            real = source.image.real(path)
            is_data = not any(contains(folder, real) for folder in closure.fixed_folders)
            is_beside = real.rpartition("/")[0] in closure.fixed_folders and closure.world.module_of(real) is None
            if (is_data and not any(contains(f, real) for f in FOR_PEOPLE) and path not in programs) or is_beside:
                ledger.keep(path, source.layout.layer_of(real, "packages"), "%s installed it" % distribution.name)


def scripts_of(source: Source, folder: str) -> List[str]:
    return [folder + "/" + name for name in source.image.names(folder)]


def enter(source: Source, ledger: Ledger, closure: Closure, path: str, reason: Reason) -> None:
    layer = source.layout.layer_of(path, "packages")
    for link in closure.world.links(path):
        ledger.add(link, layer, reason.why, (reason.path, reason.line))
    ledger.add(path, layer, reason.why, (reason.path, reason.line))


def admit(source: Source, ledger: Ledger, path: str) -> None:
    """A file for which its folder's row stands."""
    status = source.image.lstat(path)
    if status is not None and not source.image.is_hidden(path):
        ledger.admit(path, status, source.layout.layer_of(path, "packages"))


def bytecode(source: Source, path: str) -> List[str]:
    """What this interpreter's import takes in a source's place, with any optimisation."""
    folder, _, name = path.rpartition("/")
    if not name.endswith(".py"):
        return []
    start = "%s.%s." % (name[: -len(".py")], source.python.cache_tag)
    cached = folder + "/__pycache__"
    return [cached + "/" + each for each in source.image.names(cached) if each.startswith(start)]


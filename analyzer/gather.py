"""Enters into the ledger what the image keeps: from the innermost reason to the widest."""

import os
import stat
from typing import Iterator, List, NamedTuple, Optional, Set

import scripts
import system
from facts import Python
from folders import NEVER_AN_APPLICATION, Layout, named_paths
from image import Image, contains
from interpreter import Interpreter, Links
from launchers import Named
from ledger import FOR_BUILDING, NOT_IN_PATH, Ledger
from openssl import OpenSSL
from probe import Seen
from program import Program, words

# Never read by a program: what version control and tools of developers leave.
LEFT_OVERS = frozenset(".git .hg .svn .bzr CVS .tox .nox .mypy_cache .pytest_cache .ruff_cache .hypothesis".split())


class Source(NamedTuple):
    """What is known of the source image when gathering begins."""

    image: Image
    python: Python
    interpreter: Interpreter
    program: Program
    seen: Seen
    bins: List[str]
    links: Links
    layout: Layout
    launched: List[Named]
    openssl: Optional[OpenSSL]


def gather(source: Source, ledger: Ledger) -> None:
    """The first to claim a path decides its layer, so what has a layer of its own comes before whole folders."""
    keep_interpreter(source, ledger)
    keep_entrypoint(source, ledger)
    keep_system(source, ledger)


def gather_whole(source: Source, ledger: Ledger) -> None:
    """All that import could find, and all programs that python runs."""
    for path in scripts.find(source.image, source.interpreter, source.bins, source.program.env):
        ledger.keep(path, "app", scripts.WHY)
    keep_folders(source, ledger)


def gather_application(source: Source, ledger: Ledger) -> None:
    """The application's own folders, without what tools of developers left in them."""
    for folder in source.layout.folders:
        if folder.layer == "app":
            without = source.layout.inside(folder) | left_overs(source.image, folder.path)
            ledger.keep_tree(folder.path, folder.layer, folder.why, without)


def keep_interpreter(source: Source, ledger: Ledger) -> None:
    for path in source.links.links:
        ledger.keep(path, source.layout.layer_of(path, "runtime"), "leads to the interpreter")
        # A virtual environment is recognised by this file, beside the link or one folder up.
        folder = path.rpartition("/")[0]
        for cfg in (folder + "/pyvenv.cfg", folder.rpartition("/")[0] + "/pyvenv.cfg"):
            if source.image.is_file(cfg):
                ledger.keep(cfg, source.layout.layer_of(cfg, "packages"), "the virtual environment")


def keep_entrypoint(source: Source, ledger: Ledger) -> None:
    """The files on the way to the program, and those that its command line names."""
    image = source.image
    for step in source.program.entry.chain:
        # Programs of the system stay with the runtime: they change no more often than it does.
        otherwise = "app" if step.kind == "script" else "runtime"
        ledger.keep(step.path, source.layout.layer_of(image.real(step.path), otherwise), "entrypoint: " + step.why)
    for path in named_files(source):
        ledger.keep(path, source.layout.layer_of(image.real(path), "app"), "entrypoint names it")
    for path in named_modules(source):
        ledger.keep_tree(path, "app", "entrypoint names it", set())


def named_files(source: Source) -> Iterator[str]:
    image = source.image
    for run, call in zip(source.program.runs, source.program.calls):
        if run.form in ("file", "zip"):
            yield call.cwd.rstrip("/") + "/" + run.target if not run.target.startswith("/") else run.target
    for path in named_paths(image, words(source.program), source.program.cwd):
        if image.is_file(path):
            yield path


def named_modules(source: Source) -> Iterator[str]:
    """``-m name`` where the working folder is no application folder, or what a launcher is told to load
    from one that is none: the module alone."""
    for named in source.launched:
        if source.layout.layer_of(source.image.real(named.path), "") == "":
            yield named.path
    for run, call in zip(source.program.runs, source.program.calls):
        real = source.image.real(call.cwd)
        if run.form == "module" and source.layout.layer_of(real, "") == "":
            top = real.rstrip("/") + "/" + run.target.partition(".")[0]
            for path in (top + ".py", top):
                if source.image.lstat(path) is not None and source.image.real(path) not in NEVER_AN_APPLICATION:
                    yield path


def keep_system(source: Source, ledger: Ledger) -> None:
    home = source.program.env.get("HOME", "/")
    prefixes = sorted({source.seen.prefix, source.seen.base_prefix})
    openssl = folder_of_openssl(source)
    needs = system.needs(source.image, source.program.env, source.program.user, home, prefixes, openssl)
    for need in needs:
        layer = source.layout.layer_of(source.image.real(need.path), "runtime")
        if need.whole:
            ledger.keep_tree(need.path, layer, need.why, system.without(openssl))
        else:
            ledger.keep(need.path, layer, need.why)


def folder_of_openssl(source: Source) -> str:
    return "" if source.openssl is None else source.openssl.folder


def keep_folders(source: Source, ledger: Ledger) -> None:
    for folder in source.layout.folders:
        without = source.layout.inside(folder)
        if folder.layer == "runtime":
            without |= leave_out_of_library(source, ledger, folder.path)
        ledger.keep_tree(folder.path, folder.layer, folder.why, without)
    for path in source.seen.path:
        # A zip or egg file on sys.path.
        if source.image.is_file(path):
            ledger.keep(path, source.layout.layer_of(source.image.real(path), "packages"), "sys.path has it")


def left_overs(image: Image, folder: str) -> Set[str]:
    """The folders of version control and of tools' caches below a folder."""
    found: Set[str] = set()
    for here, names, _ in os.walk(image.host(folder)):
        mine = here[len(image.root) :] if image.root else here
        found.update(mine + "/" + name for name in names if name in LEFT_OVERS)
        names[:] = [name for name in names if name not in LEFT_OVERS]
    return found


def leave_out_of_library(source: Source, ledger: Ledger, folder: str) -> Set[str]:
    """What lies in the standard library's folder and is none of it."""
    found: Set[str] = set()
    for name in source.image.names(folder):
        path = folder + "/" + name
        if name.startswith("config-" + source.python.short) and source.image.is_folder(path):
            ledger.omit(path, FOR_BUILDING)
            found.add(path)
        elif name in ("site-packages", "dist-packages") and source.layout.layer_of(path, "") == "runtime":
            ledger.omit(path, NOT_IN_PATH)
            found.add(path)
    return found


def follow_links(source: Source, ledger: Ledger) -> None:
    """What the links in kept folders lead to; a link that is found on the way is followed too."""
    index = 0
    while index < len(ledger.links):
        link = ledger.links[index]
        index += 1
        entry = ledger.entries.get(link)
        resolved = source.image.resolve(link)
        if entry is None or resolved is None or resolved.real in ledger.entries:
            continue
        status = source.image.lstat(resolved.real)
        if status is None or any(contains(path, resolved.real) for path in system.without(folder_of_openssl(source))):
            continue
        layer = source.layout.layer_of(resolved.real, entry.layer)
        why = "%s leads to it" % link
        if (
            stat.S_ISDIR(status.st_mode)
            and resolved.real not in NEVER_AN_APPLICATION
            and resolved.real not in source.bins
        ):
            ledger.keep_tree(link, layer, why, system.without(folder_of_openssl(source)))
        else:
            ledger.keep(link, layer, why)

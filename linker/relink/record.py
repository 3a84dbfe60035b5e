"""The recording compiler: record.py COMPILER ARGUMENTS… links as asked, and keeps what went into a shared object.

A record is one relocatable object with all that the linker put into the shared object, but for what it took from
shared libraries and from the system's archives: those are named. It is known by the shared object's build-id, which
lasts whatever the build then does with the file: copies, renames, wheels, strip.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Mapping, NamedTuple, Optional, Sequence

import commandline
import objectfile
from commandline import Link

FOLDER = "FAKTORY_RECORDS"
SYSTEM = ("/usr/lib/", "/lib/", "/usr/lib64/", "/lib64/")
# Bitcode and what link-time optimization leaves: a later link would take it for the content.
USELESS = (".gnu.lto_*", ".gnu.debuglto_*", ".llvmbc", ".llvmcmd", ".gnu_debuglink")
INIT = re.compile(r"PyInitU?_\w+")


class Parts(NamedTuple):
    """What the relocatable object is linked of, in its order, and the archives of the system that it is not."""

    words: Sequence[str]
    archives: Sequence[str]


def main(compiler: str, words: Sequence[str]) -> int:
    expanded = commandline.expand(words, Path.cwd())
    link = commandline.parse_link(expanded)
    folder = os.environ.get(FOLDER)
    if link is None or folder is None:
        os.execv(compiler, [compiler, *words])
    with tempfile.TemporaryDirectory() as scratch:
        compiled = compile_sources(compiler, link, Path(scratch))
        if isinstance(compiled, int):
            return compiled
        asked = [compiled.get(word, word) for word in expanded]
        done = run([compiler, *asked, "-Wl,--build-id=sha1", "-Wl,-t"])
        traced, said = split_trace(done.stdout)
        sys.stdout.write(said)
        sys.stderr.write(done.stderr)
        if done.returncode != 0:
            return done.returncode
        keep(compiler, link, compiled, traced, Path(scratch), Path(folder))
    return 0


def compile_sources(compiler: str, link: Link, scratch: Path) -> Mapping[str, str] | int:
    """Compile sources that stand among the words of the link: their objects are wanted twice."""
    compiled: dict[str, str] = {}
    for item in link.inputs:
        if item.kind == "source":
            target = scratch / f"source{len(compiled)}.o"
            done = run([compiler, *link.flags, "-fPIC", "-c", "-o", str(target), item.word])
            sys.stdout.write(done.stdout)
            sys.stderr.write(done.stderr)
            if done.returncode != 0:
                return done.returncode
            compiled[item.word] = str(target)
    return compiled


def split_trace(text: str) -> tuple[list[str], str]:
    """Part the files that the linker read from what else was said."""
    lines = text.splitlines()
    traced = [line for line in lines if os.path.exists(line)]
    said = [line for line in lines if line not in set(traced)]
    return traced, "".join(f"{line}\n" for line in said)


def keep(
    compiler: str, link: Link, compiled: Mapping[str, str], traced: Sequence[str], scratch: Path, folder: Path
) -> None:
    """Write the record. A build never fails for ours: why there is none is left for the gate to tell."""
    facts = objectfile.read_shared(link.output)
    name = facts.build_id
    described: dict[str, Any]
    try:
        parts = choose_parts(link, compiled, traced)
        made = scratch / "object.o"
        relocatable(compiler, link, parts, made)
        described = isolate(made, facts, name)
        described.update(archives=sorted(set(parts.archives)))
        made.replace(folder / f"{name}.o")
    except (RecordError, OSError) as error:
        described = {"failed": str(error)}
    described.update(build_id=name, output=str(link.output.resolve()), soname=facts.soname, needs=list(facts.needed))
    draft = folder / f"{name}.{os.getpid()}"
    draft.write_text(json.dumps(described, indent=1, sort_keys=True), encoding="utf-8")
    draft.replace(folder / f"{name}.json")


class RecordError(Exception):
    """What the linker made cannot be had as one object."""


def choose_parts(link: Link, compiled: Mapping[str, str], traced: Sequence[str]) -> Parts:
    """The linker itself told which files it took for -l: its search is not done again."""
    words: list[str] = []
    archives: list[str] = []
    for item in link.inputs:
        if item.kind == "switch":
            words.append(item.word)
            continue
        path = compiled.get(item.word, item.word) if item.kind != "library" else find_library(item.word, traced)
        if path is None or not objectfile.is_code(path) or objectfile.is_shared(path):
            continue
        if path.endswith(".a") and os.path.realpath(path).startswith(SYSTEM):
            archives.append(os.path.realpath(path))
        else:
            words.append(path)
    return Parts(words, archives)


def find_library(name: str, traced: Sequence[str]) -> Optional[str]:
    names = (name[1:],) if name.startswith(":") else (f"lib{name}.so", f"lib{name}.a")
    return next((path for path in traced if os.path.basename(path) in names), None)


def relocatable(compiler: str, link: Link, parts: Parts, target: Path) -> None:
    """Join everything; COMDAT groups are resolved here, since a group that is made local later cannot be."""
    flags = [flag for flag in link.flags if not flag.startswith(("-I", "-D", "-U", "-include"))]
    if any(flag.startswith("-flto") for flag in flags):
        flags.append("-flinker-output=nolto-rel")
    argv = [compiler, *flags, "-r", "-nostdlib", "-Wl,--force-group-allocation", "-Wl,-d", "-o", str(target)]
    done = run([*argv, "-Wl,--start-group", *parts.words, "-Wl,--end-group"])
    if done.returncode != 0:
        raise RecordError(f"its objects could not be joined: {last_line(done.stdout + done.stderr)}")
    objectfile.make_unique_weak(target)
    change(target, ["--strip-debug", *(f"--remove-section={name}" for name in USELESS)])


def isolate(made: Path, facts: objectfile.Shared, name: str) -> dict[str, Any]:
    """Hide all but the init functions, under names of their own; of a library, all but what it exports."""
    inits = {symbol: f"{symbol}__{name}" for symbol in facts.exports if INIT.fullmatch(symbol)}
    if inits:
        # In files: a library may have more names than a command line takes.
        renamed = made.with_suffix(".renamed")
        renamed.write_text("".join(f"{old} {new}\n" for old, new in inits.items()), encoding="utf-8")
        change(made, [f"--redefine-syms={renamed}"])
    exports = list(inits.values()) if inits else sorted(facts.exports)
    kept = made.with_suffix(".kept")
    kept.write_text("".join(f"{symbol}\n" for symbol in exports or ["-"]), encoding="utf-8")
    change(made, [f"--keep-global-symbols={kept}"])
    return {"inits": inits, "exports": [] if inits else exports}


def change(path: Path, options: Sequence[str]) -> None:
    done = run(["objcopy", *options, str(path)])
    if done.returncode != 0:
        raise RecordError(f"its object could not be changed: {last_line(done.stdout + done.stderr)}")


def run(argv: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="surrogateescape")


def last_line(text: str) -> str:
    return (text.strip().splitlines() or ["nothing was said"])[-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))

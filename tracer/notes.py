"""Reads what the hook noted in the processes of one line, and makes one sorted account of it."""

import ast
import os
import re
import stat
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Set, Tuple, cast

# Made by the kernel, the engine or the program, never the image's.
ELSEWHERE = ("/dev/", "/proc/", "/sys/", "/.faktory/")
COMPILED = re.compile(r"(.*/)__pycache__/([^/]+?)\.[^/.]+(?:\.opt-[12])?\.pyc\Z")
MOST_BYTES = 1 << 26


class Program(NamedTuple):
    """A program that was started; ``path`` is where it was found."""

    path: str
    argv: List[str]
    cwd: str


class Account(NamedTuple):
    """What one line did, by all pythons that it ran. ``modules`` by their names, with their files where they have
    one; ``loaded``: libraries that the program itself asked for; ``libraries``: all that were mapped."""

    pythons: List[str]
    modules: Dict[str, str]
    files: List[str]
    folders: List[str]
    programs: List[Program]
    loaded: List[str]
    libraries: List[str]


def collect(folder: str, root: str) -> Account:
    """``root``: where the paths that were noted are."""
    pythons: Set[str] = set()
    modules: Dict[str, str] = {}
    found: Dict[str, Set[str]] = {"open": set(), "list": set(), "load": set(), "library": set()}
    programs: Set[Tuple[str, Tuple[str, ...], str]] = set()
    for kind, fields in read(folder):
        if kind == "python":
            pythons.add(fields[0])
        elif kind == "module":
            name, path = fields
            modules[name] = modules.get(name) or tidy(path)
        elif kind == "program":
            name, words, cwd, search = fields
            path = look_up(root, name, tidy(cwd), search)
            if path:
                programs.add((path, tuple(words), tidy(cwd)))
        else:
            found[kind].add(tidy(fields[0]))
    files = found["open"].union(path for path in modules.values() if path)
    files.update([source for source in map(source_of, files) if os.path.lexists(root + source)])
    return Account(
        pythons=sorted(pythons),
        modules={name: modules[name] for name in sorted(modules)},
        files=sorted(path for path in files if is_of_image(path)),
        folders=sorted(path for path in found["list"] if is_of_image(path)),
        programs=[Program(path, list(words), cwd) for path, words, cwd in sorted(programs)],
        loaded=sorted(found["load"]),
        libraries=sorted(path for path in found["library"] if is_of_image(path)),
    )


def read(folder: str) -> Iterator[Tuple[str, Tuple[Any, ...]]]:
    """The notes of all processes; a line that is none was not written by the hook, or not to its end."""
    left = MOST_BYTES
    for name in sorted(os.listdir(folder)):
        # The program may have made there what it likes.
        if not stat.S_ISREG(os.lstat(folder + "/" + name).st_mode):
            continue
        with open(folder + "/" + name, "rb") as file:
            data = file.read(left)
        left -= len(data)
        for line in data.split(b"\n"):
            note = parse(line)
            if note is not None:
                yield note


def parse(line: bytes) -> Optional[Tuple[str, Tuple[Any, ...]]]:
    try:
        value = ast.literal_eval(line.decode("ascii"))
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    fields = cast(Tuple[Any, ...], value if isinstance(value, tuple) else ())
    if not fields or not isinstance(fields[0], str) or fields[0] not in SHAPES:
        return None
    kind, rest = fields[0], fields[1:]
    shape = SHAPES[kind]
    is_right = len(rest) == len(shape) and all(isinstance(field, of) for field, of in zip(rest, shape))
    return (kind, rest) if is_right else None


SHAPES: Dict[str, Tuple[type, ...]] = {
    "python": (str,),
    "module": (str, str),
    "open": (str,),
    "list": (str,),
    "load": (str,),
    "library": (str,),
    "program": (str, tuple, str, str),
}


def tidy(path: str) -> str:
    """A path without empty and ``.`` steps, as the image's bytes spell it. ``..`` stays: links decide on it."""
    text = os.fsencode(path).decode("utf-8", "surrogateescape")
    if not text.startswith("/"):
        return text
    return "/" + "/".join(step for step in text.split("/") if step not in ("", "."))


def is_of_image(path: str) -> bool:
    return path.startswith("/") and not path.startswith(ELSEWHERE) and "\0" not in path


def source_of(path: str) -> str:
    """The source of a compiled file, which import looks at first."""
    match = COMPILED.match(path)
    return match.group(1) + match.group(2) + ".py" if match else path


def look_up(root: str, name: str, cwd: str, search: str) -> str:
    """Where a program is, as execvp finds it; nothing where it is not."""
    folders = [""] if "/" in name else (search or os.defpath).split(":")
    for folder in folders:
        path = tidy("/".join([cwd, folder, name]) if not (folder or name).startswith("/") else folder + "/" + name)
        if os.path.isfile(root + path) and os.access(root + path, os.X_OK):
            return path
    return ""

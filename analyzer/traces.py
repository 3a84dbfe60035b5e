"""What the source image was seen to do at the Kontainfile's TRACE lines: trace.json, checked. The traced program may
have written anything there, so no path of it counts before the image has it."""

import json
import os
from typing import Any, Callable, Dict, List, NamedTuple, TypeVar, cast

from findings import Findings
from image import Image
from request import Request

T = TypeVar("T")

MOST_BYTES = 1 << 25
LONGEST = 4096


class Program(NamedTuple):
    """A program that was started, by where it is."""

    path: str
    argv: List[str]
    cwd: str


class Traced(NamedTuple):
    """One TRACE line: modules by their names, with their files; paths as the program spelled them. ``loaded`` are the
    libraries that the program itself asked for, ``libraries`` all that were mapped."""

    line: int
    modules: Dict[str, str]
    files: List[str]
    folders: List[str]
    programs: List[Program]
    loaded: List[str]
    libraries: List[str]

    @property
    def place(self) -> str:
        return "TRACE line %d" % self.line


class Traces(NamedTuple):
    """All of them; ``modules``: those that any imported, with their canonical files in the image."""

    lines: List[Traced]
    modules: Dict[str, str]


def seen(image: Image, base: str, asked: Request, findings: Findings) -> Traces:
    """What the lines did; nothing where the Kontainfile has none."""
    if not asked.traced:
        return Traces([], {})
    try:
        with open(os.path.join(base, "trace", "trace.json"), "rb") as file:
            document = json.loads(file.read(MOST_BYTES).decode("utf-8"))
        lines = [read_line(number, row) for number, row in zip(asked.traced, document["lines"])]
        remark(document["remarks"], lines, findings)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        findings.add("trace-unread", "what TRACE saw cannot be read: %s: %s" % (error.__class__.__name__, error))
        return Traces([], {})
    modules = {name: image.real(path) for line in lines for name, path in line.modules.items() if image.is_file(path)}
    return Traces(lines, {name: modules[name] for name in sorted(modules)})


def read_line(number: int, row: Dict[str, Any]) -> Traced:
    return Traced(
        line=number,
        modules={text(name): path(row["modules"][name]) for name in sorted(row["modules"]) if row["modules"][name]},
        files=sorted(set(each(row["files"], path))),
        folders=sorted(set(each(row["folders"], path))),
        programs=[
            Program(path(program["path"]), each(program["argv"], text), path(program["cwd"]))
            for program in row["programs"]
        ],
        loaded=sorted(set(each(row["loaded"], text))),
        libraries=sorted(set(each(row["libraries"], path))),
    )


def each(values: Any, read: Callable[[Any], T]) -> List[T]:
    return [read(value) for value in cast(List[Any], values)]


def text(value: Any) -> str:
    """As the file system spells it, whatever the locale of this process."""
    if not isinstance(value, str) or "\0" in value:
        raise ValueError("%r is no text" % (value,))
    return os.fsdecode(value.encode("utf-8", "surrogateescape"))


def path(value: Any) -> str:
    """An absolute path; ``..`` in it stays within the image, which resolves it by its own root."""
    found = text(value)
    if not found.startswith("/") or len(found) > LONGEST:
        raise ValueError("%r is no absolute path" % (found[:100],))
    return found


def remark(remarks: Any, lines: List[Traced], findings: Findings) -> None:
    for row in cast(List[Dict[str, Any]], remarks):
        place = "" if row["line"] is None else lines[int(row["line"])].place + ": "
        findings.add(text(row["code"]), place + text(row["message"]), text(row["hint"]))

"""What a line runs. A line for the shell that is plain words runs without one: most results have no shell, and
need none for that."""

import os
import re
import shlex
from typing import List, NamedTuple

import starting
from lines import Config, Line
from report import say

# What a shell takes as it stands, once what is quoted is out of the way.
PLAIN = re.compile(r"[\w@%+:,./= \t-]*\Z")
SINGLE = re.compile(r"'[^']*'")
DOUBLE = re.compile(r'"[^"\\$`]*"')
SHELLS = ("sh", "ash", "bash", "dash")


class Command(NamedTuple):
    """``text``: as a person reads it."""

    argv: List[str]
    text: str


def start_of(line: Line, config: Config) -> starting.Start:
    """How a line's program starts; the log tells what it is. Nothing to start is CannotStart, too."""
    found = starting.prepare(config, [])
    command = of_line(line, config, found.env.get("PATH", ""))
    if not command.argv:
        raise starting.CannotStart("there is no command: the image has neither Entrypoint nor Cmd")
    say("$ %s" % command.text)
    return found._replace(argv=command.argv)


def of_line(line: Line, config: Config, path: str) -> Command:
    """What a line runs in the source; in a check, therefore in the result too."""
    if line.argv:
        return Command(line.argv, joined(line.argv))
    if not line.line:
        return Command(config.argv, joined(config.argv))
    words = plain_words(line)
    if words and is_program(words[0], path, config.workdir):
        return Command(words, line.line)
    return Command(line.shell + [line.line], line.line)


def joined(argv: List[str]) -> str:
    return " ".join(shlex.quote(word) for word in argv)


def plain_words(line: Line) -> List[str]:
    """The words, where any shell would read them so; nothing where only a shell can tell."""
    shell = os.path.basename(line.shell[0]) if len(line.shell) == 2 and line.shell[1] == "-c" else ""
    rest = DOUBLE.sub("", SINGLE.sub("", line.line))
    if shell not in SHELLS or not PLAIN.match(rest):
        return []
    words = shlex.split(line.line)
    return [] if words and "=" in words[0] else words


def is_program(name: str, path: str, workdir: str) -> bool:
    """Whether a word starts a program, and is none of the shell's own: `cd` is no program."""
    folders = [""] if "/" in name else path.split(":")
    paths = [os.path.join(workdir, folder, name) for folder in folders]
    return any(os.path.isfile(each) and os.access(each, os.X_OK) for each in paths)


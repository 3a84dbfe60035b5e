"""Follows what a shell runs: text after -c, or a script."""

import re
from typing import Callable, List, Optional

import shell
import wrappers
from image import join
from trail import Line, Trail

Follow = Callable[[Trail, Line], None]

# What a shell does itself; the rest are programs.
BUILTINS = frozenset(
    ". : [ alias bg bind break builtin caller cd complete continue declare dirs disown echo enable eval exit export "
    "false fc fg getopts hash help history jobs kill let local logout mapfile popd printf pushd pwd read readarray "
    "readonly return set shift shopt source suspend test times trap true type typeset ulimit umask unalias unset "
    "wait".split()
)
VALUED = ("-o", "+o", "-O", "+O", "--rcfile", "--init-file")


def follow_shell(trail: Trail, path: str, line: Line, follow: Follow) -> Optional[Line]:
    """``sh [options] -c text [name words]`` or ``sh [options] file words``. A script that the table of
    wrappers has is given back unread, as the line that starts it."""
    words = list(line.words[1:])
    text_follows = False
    while words and words[0][:1] in ("-", "+") and words[0] not in ("-", "--"):
        option = words.pop(0)
        text_follows = text_follows or ("c" in option and not option.startswith("--"))
        if option in VALUED or re.match(r"-\w*o$", option):
            words = words[1:]
    if words and words[0] in ("-", "--"):
        words.pop(0)
    if not words:
        return None
    if text_follows:
        run_text(trail, words[0], words[1:] or line.words[:1], line, "%s -c" % path, follow)
        return None
    script = trail.look_up(words[0] if "/" in words[0] else "./" + words[0], line) or trail.look_up(words[0], line)
    if script is None:
        trail.findings.add("entrypoint-missing", "the script %s is not in the image" % words[0])
        return None
    trail.step(script, "script", "read by " + path)
    line = line._replace(words=[script] + words[1:])
    if wrappers.find(script.rpartition("/")[2]) is not None:
        return line
    run_script(trail, script, line, follow)
    return None


def run_script(trail: Trail, script: str, line: Line, follow: Follow) -> None:
    """Read a script. One that was not wholly understood, and seems to start no python, may hand on its
    words in a way that was not seen."""
    before = trail.count()
    unclear = run_text(trail, trail.image.read_text(script) or "", line.words, line, script, follow)
    if unclear and trail.count() == before:
        follow_guess(trail, script, line, follow)


def follow_guess(trail: Trail, path: str, line: Line, follow: Follow) -> None:
    """A program that starts another (an init, a change of user, a limit of time) is given that one's
    name and words after its own: the first word that is a program of the image."""
    if not trail.guesses or path.rpartition("/")[2] in wrappers.INERT:
        return
    for index in range(1, len(line.words)):
        found = trail.look_up(line.words[index], line)
        if found is not None and trail.image.is_program(found):
            follow(trail, line.then(line.words[index:], "called by " + path))
            return


def run_text(trail: Trail, text: str, arguments: List[str], line: Line, where: str, follow: Follow) -> bool:
    """Follow every command of a shell text that is a program of the image; says whether any part of
    the text was unclear."""

    def source(name: str) -> Optional[str]:
        path = trail.look_up(name, line)
        if path is None and "/" not in name:
            path = trail.look_up("./" + name, line)
        if path is not None:
            trail.step(path, "script", "read by " + where)
        return None if path is None else trail.image.read_text(path)

    script = shell.read(text, line.env, arguments, source)
    if script.unclear:
        trail.findings.add(
            "entrypoint-unclear",
            "%s uses %s: what it runs was followed as far as it can be read" % (where, ", ".join(script.unclear)),
            "KEEP what else it runs",
        )
    cwd = line.cwd
    for command in script.commands:
        words = program_words(command.words)
        if words and words[0] in ("cd", "pushd"):
            cwd = join(cwd, words[1]) if len(words) > 1 else line.env.get("HOME", "/")
        if not words or words[0] in BUILTINS:
            continue
        # In a text that was not wholly understood, a word in a command's place need not be one.
        sure = command.sure and line.sure and not script.unclear
        env = dict(command.exported, **command.assignments)
        follow(trail, Line(words, cwd, env, "called by " + where, line.depth + 1, sure))
    return bool(script.unclear)


def program_words(words: List[str]) -> List[str]:
    """The program that a simple command starts, with its words, without the builtins before it."""
    words = list(words)
    while words and words[0] in ("exec", "command", "builtin"):
        builtin = words.pop(0)
        while words and words[0].startswith("-"):
            option = words.pop(0)
            if builtin == "command" and option in ("-v", "-V"):
                # It only asks where the program is.
                return []
            if builtin == "exec" and option.endswith("a"):
                words = words[1:]
    return words

"""Follows the effective command line to the interpreter, by the rules of Docker and the kernel."""

import re
from typing import Dict, List, NamedTuple, Optional

import elf
import shell
from findings import Findings
from image import Image, join
from interpreter import NAME, Interpreter

# Docker adds this where the image sets no PATH.
DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
SHELLS = ("sh", "bash", "dash", "ash", "ksh", "zsh")
# What a shell does itself; the rest are programs.
BUILTINS = frozenset(
    ". : [ alias bg break cd command continue echo eval exec exit export false fg getopts hash jobs kill "
    "let local printf pwd read readonly return set shift source test times trap true type typeset ulimit "
    "umask unalias unset wait declare shopt".split()
)
# The kernel follows four interpreters of interpreters (fs/exec.c); env and shells may add some.
DEEPEST = 12


class Step(NamedTuple):
    """One file that the start of the program goes through. ``kind``: interpreter, script, shell or program."""

    path: str
    kind: str
    why: str


class Call(NamedTuple):
    """One start of the interpreter: what it is called, where it is, and with which words."""

    name: str
    path: str
    arguments: List[str]
    cwd: str
    env: Dict[str, str]


class Entrypoint(NamedTuple):
    """``calls`` are those of the build's interpreter; ``other`` is the last call of all, where it is another
    python's."""

    argv: List[str]
    program: Optional[str]
    chain: List[Step]
    calls: List[Call]
    other: Optional[Call] = None


class Trail:
    """What has been found on the way so far."""

    def __init__(self, image: Image, interpreter: Interpreter, findings: Findings) -> None:
        self.image = image
        self.interpreter = interpreter
        self.findings = findings
        self.chain: List[Step] = []
        self.calls: List[Call] = []
        self.other: Optional[Call] = None

    def step(self, path: str, kind: str, why: str) -> None:
        if all(step.path != path for step in self.chain):
            self.chain.append(Step(path, kind, why))


def resolve(
    image: Image, interpreter: Interpreter, argv: List[str], cwd: str, env: Dict[str, str], findings: Findings
) -> Entrypoint:
    trail = Trail(image, interpreter, findings)
    if not argv:
        findings.add(
            "entrypoint-empty", "the image names no program to run", "set ENTRYPOINT or CMD in the Kontainfile"
        )
        return Entrypoint([], None, [], [])
    program = look_up(image, argv[0], cwd, env)
    follow(trail, argv, cwd, env, "argv[0]", 0)
    if not trail.calls:
        findings.add(
            "entrypoint-not-python",
            "no call of %s was found in the entrypoint %s" % (interpreter.path, " ".join(argv)),
            "what the entrypoint names is kept; KEEP what else it needs",
        )
    return Entrypoint(argv, program, trail.chain, trail.calls, trail.other)


def look_up(image: Image, name: str, cwd: str, env: Dict[str, str]) -> Optional[str]:
    """The absolute path that execvp would take."""
    if "/" in name:
        path = join(cwd, name)
        return path if image.is_file(path) else None
    for folder in (env.get("PATH") or DEFAULT_PATH).split(":"):
        path = join(cwd, folder + "/" + name) if folder else join(cwd, name)
        if image.is_program(path):
            return path
    return None


def follow(trail: Trail, argv: List[str], cwd: str, env: Dict[str, str], why: str, depth: int) -> None:
    """Follow one command line; ``why`` is the reason that stands in the chain."""
    path = look_up(trail.image, argv[0], cwd, env) if depth < DEEPEST else None
    if path is None:
        trail.findings.add("entrypoint-missing", "%s (%s) is not in the image" % (argv[0], why))
        return
    if "/" not in argv[0]:
        why += ", found in PATH"
    name = path.rpartition("/")[2]
    if trail.interpreter.is_at(trail.image, path):
        trail.step(path, "interpreter", why)
        trail.calls.append(Call(argv[0], path, argv[1:], cwd, env))
        trail.other = None
        return
    start = trail.image.read(path, 4096) or b""
    if start.startswith(elf.MAGIC):
        follow_program(trail, path, name, argv, cwd, env, why, depth)
    elif start.startswith(b"#!"):
        line = start[2:].split(b"\n", 1)[0].strip().decode("utf-8", "surrogateescape")
        # The kernel splits off the interpreter, and hands over all the rest as one word.
        words = re.split(r"[ \t]+", line, maxsplit=1)
        trail.step(path, "script", why)
        if words[0]:
            follow(trail, words + [path] + argv[1:], cwd, env, "#! of " + path, depth + 1)
    else:
        trail.step(path, "script", why)
        trail.findings.add("entrypoint-unknown", "%s is neither an ELF file nor a script with #!" % path)


def follow_program(
    trail: Trail, path: str, name: str, argv: List[str], cwd: str, env: Dict[str, str], why: str, depth: int
) -> None:
    if name == "busybox" and len(argv) > 1:
        name, argv = argv[1], argv[1:]
    if name in SHELLS:
        trail.step(path, "shell", why)
        follow_shell(trail, path, argv, cwd, env, depth)
        return
    if NAME.match(name) or NAME.match(trail.image.real(path).rpartition("/")[2]):
        trail.other = Call(argv[0], path, argv[1:], cwd, env)
        trail.findings.add(
            "entrypoint-other-python",
            "the entrypoint runs %s, which is left out: the interpreter of this build is %s"
            % (path, trail.interpreter.path),
            "change the entrypoint, so that it runs one python",
        )
        return
    trail.step(path, "program", why)
    if name == "env":
        follow_env(trail, path, argv[1:], cwd, env, depth)
    else:
        follow_wrapped(trail, path, argv, cwd, env, depth)


def follow_wrapped(trail: Trail, path: str, argv: List[str], cwd: str, env: Dict[str, str], depth: int) -> None:
    """A program that starts another (an init, a change of user, a limit of time) is given that one's
    name and words after its own: the first word that is a program of the image."""
    for index in range(1, len(argv)):
        found = look_up(trail.image, argv[index], cwd, env)
        if found is not None and trail.image.is_program(found):
            follow(trail, argv[index:], cwd, env, "called by " + path, depth + 1)
            return


def follow_env(trail: Trail, path: str, words: List[str], cwd: str, env: Dict[str, str], depth: int) -> None:
    """env(1): -S splits its text into words, -i and -u change the environment."""
    env = dict(env)
    words = list(words)
    while words:
        word = words.pop(0)
        if word in ("-S", "--split-string") and words:
            words[:1] = split(words[0], env)
        elif word.startswith("-S"):
            words[:0] = split(word[2:], env)
        elif word.startswith("-vS"):
            words[:0] = split(word[3:], env)
        elif word in ("-u", "--unset", "-C", "--chdir") and words:
            value = words.pop(0)
            env.pop(value, None)
            cwd = join(cwd, value) if word in ("-C", "--chdir") else cwd
        elif word in ("-i", "-", "--ignore-environment"):
            env = {}
        elif re.match(r"[^-=][^=]*=", word):
            key, _, value = word.partition("=")
            env[key] = value
        elif word.startswith("-"):
            continue
        else:
            follow(trail, [word] + words, cwd, env, "called by " + path, depth + 1)
            return


def split(text: str, env: Dict[str, str]) -> List[str]:
    """The words of ``env -S``: quotes and ${NAME} as in a shell, which is near enough for a #! line."""
    commands = shell.read(text, env, []).commands
    return [
        word
        for command in commands[:1]
        for word in [k + "=" + v for k, v in sorted(command.assignments.items())] + command.words
    ]


def follow_shell(trail: Trail, path: str, argv: List[str], cwd: str, env: Dict[str, str], depth: int) -> None:
    """``sh [options] -c text [name words]`` or ``sh [options] file words``."""
    words = list(argv[1:])
    text_follows = False
    while words and words[0][:1] in ("-", "+") and words[0] not in ("-", "--"):
        option = words.pop(0)
        text_follows = text_follows or ("c" in option and not option.startswith("--"))
        if option in ("-o", "+o", "-O", "--rcfile", "--init-file") or re.match(r"-\w*o$", option):
            words = words[1:]
    if words and words[0] in ("-", "--"):
        words.pop(0)
    if not words:
        return
    if text_follows:
        run_text(trail, words[0], words[1:] or [argv[0]], cwd, env, "%s -c" % path, depth)
        return
    script = look_up(trail.image, words[0] if "/" in words[0] else "./" + words[0], cwd, env)
    if script is None:
        trail.findings.add("entrypoint-missing", "the script %s is not in the image" % words[0])
        return
    trail.step(script, "script", "read by " + path)
    run_text(trail, trail.image.read_text(script) or "", [script] + words[1:], cwd, env, script, depth)


def run_text(
    trail: Trail, text: str, arguments: List[str], cwd: str, env: Dict[str, str], where: str, depth: int
) -> None:
    """Follow every command of a shell text that is a program of the image."""
    script = shell.read(text, env, arguments)
    if script.unclear:
        trail.findings.add(
            "entrypoint-unclear",
            "%s uses %s: what it runs was followed as far as it can be read" % (where, ", ".join(script.unclear)),
            "KEEP what else it runs",
        )
    env = dict(env)
    for command in script.commands:
        words = list(command.words)
        while words and words[0] in ("exec", "command"):
            words.pop(0)
        while words and words[0].startswith("-"):
            words.pop(0)
        if words and words[0] == "export":
            env.update(shell.exported(words))
        if words and words[0] == "cd":
            cwd = join(cwd, words[1]) if len(words) > 1 else env.get("HOME", "/")
        if not words or words[0] in BUILTINS:
            continue
        if script.unclear and look_up(trail.image, words[0], cwd, env) is None:
            # In a text that was not wholly understood, a word in a command's place need not be one.
            continue
        follow(trail, words, cwd, dict(env, **command.assignments), "called by " + where, depth + 1)

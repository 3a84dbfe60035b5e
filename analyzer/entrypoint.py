"""Follows the effective command line to the interpreter, by the rules of Docker and the kernel."""

import re
from typing import Dict, List, NamedTuple, Optional

import elf
import environments
import invocation
import procfiles
import scriptcalls
import shell
import wrappers
from findings import Findings
from image import Image, join
from interpreter import NAME, Interpreter
from trail import DEFAULT_PATH, Call, Line, Step, Trail, look_up
from wrappers import Wrapped, Wrapper

__all__ = ["DEFAULT_PATH", "Call", "Entrypoint", "Step", "resolve"]

SHELLS = ("sh", "bash", "dash", "ash", "ksh", "zsh")
# The kernel follows four interpreters of interpreters (fs/exec.c); env and shells may add some.
DEEPEST = 12
SPLIT = ("-S", "--split-string")
UNSET = ("-u", "--unset")
CHDIR = ("-C", "--chdir")


class Entrypoint(NamedTuple):
    """``calls`` are those of the build's interpreter; ``other`` is the last call of all, where it is another
    python's."""

    argv: List[str]
    program: Optional[str]
    chain: List[Step]
    calls: List[Call]
    other: Optional[Call] = None


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
    follow(trail, Line(argv, cwd, env, "argv[0]", 0))
    if not trail.calls:
        findings.add(
            "entrypoint-not-python",
            "no call of %s was found in the entrypoint %s" % (interpreter.path, " ".join(argv)),
            "what the entrypoint names is kept; KEEP what else it needs",
        )
    return Entrypoint(argv, program, trail.chain, trail.calls, trail.other)


def follow(trail: Trail, line: Line) -> None:
    """Follow one command line to what it starts."""
    path = trail.look_up(line.words[0], line) if line.depth < DEEPEST else None
    if path is None:
        trail.missing.append(line.words[0])
        if line.sure:
            trail.findings.add("entrypoint-missing", "%s (%s) is not in the image" % (line.words[0], line.why))
        return
    why = line.why if "/" in line.words[0] else line.why + ", found in PATH"
    if trail.interpreter.is_at(trail.image, path):
        trail.step(path, "interpreter", why)
        follow_python(trail, path, line, False)
        return
    start = trail.image.read(path, 4096) or b""
    if start.startswith(elf.MAGIC):
        follow_program(trail, path, line, why)
        return
    trail.step(path, "script", why)
    # The kernel splits off the interpreter, and hands over all the rest as one word.
    first = start[2:].split(b"\n", 1)[0].strip().decode("utf-8", "surrogateescape")
    words = re.split(r"[ \t]+", first, maxsplit=1) if start.startswith(b"#!") else [""]
    if words[0]:
        follow(trail, line.then(words + [path] + line.words[1:], "#! of " + path))
    elif not start.startswith(b"#!"):
        trail.findings.add("entrypoint-unknown", "%s is neither an ELF file nor a script with #!" % path)


def follow_python(trail: Trail, path: str, line: Line, is_other: bool) -> None:
    """A start of a python; where it runs a wrapper that is written in Python, what that one starts."""
    trail.start(Call(line.words[0], path, line.words[1:], line.cwd, line.env), is_other)
    run = invocation.parse(line.words[1:])
    name = run.target.rpartition("/")[2] if run.form == "file" else run.target if run.form == "module" else ""
    for listed in procfiles.read(trail.image, name, run.rest, line.cwd):
        trail.step(listed.path, "script", "read by " + name)
        for text in listed.commands:
            if listed.shell:
                follow(trail, line.then(["sh", "-c", text], "listed in " + listed.path))
            else:
                scriptcalls.run_text(trail, text, [], line.then([], ""), listed.path, follow)
    wrapper = wrappers.find(name)
    if wrapper is not None:
        script = join(line.cwd, run.target) if run.form == "file" else path
        follow_wrapper(trail, wrapper, script, line._replace(words=line.words[:1] + run.rest), path)


def follow_program(trail: Trail, path: str, line: Line, why: str) -> None:
    name = path.rpartition("/")[2]
    if name == "busybox" and len(line.words) > 1:
        name = line.words[1]
        line = line._replace(words=line.words[1:])
    if NAME.match(name) or NAME.match(trail.image.real(path).rpartition("/")[2]):
        trail.findings.add(
            "entrypoint-other-python",
            "the entrypoint runs %s, which is left out: the interpreter of this build is %s"
            % (path, trail.interpreter.path),
            "change the entrypoint, so that it runs one python",
        )
        follow_python(trail, path, line, True)
        return
    trail.step(path, "shell" if name in SHELLS else "program", why)
    wrapper = wrappers.find(name)
    if name in SHELLS:
        script = scriptcalls.follow_shell(trail, path, line, follow)
        known = wrappers.find(script.words[0].rpartition("/")[2]) if script else None
        if script is not None and known is not None:
            follow_wrapper(trail, known, script.words[0], script, "")
    elif name == "env":
        follow_env(trail, path, line)
    elif wrapper is not None:
        follow_wrapper(trail, wrapper, path, line, "")
    else:
        scriptcalls.follow_guess(trail, path, line, follow)


def follow_wrapper(trail: Trail, wrapper: Wrapper, path: str, line: Line, python: str) -> None:
    """What a program of the table starts. ``python`` is the one that runs the wrapper, if one does."""
    wrapped = wrappers.unwrap(wrapper, line.words[1:])
    if wrapped is None:
        return
    cwd = next((join(line.cwd, wrapped.options[o]) for o in wrapper.chdir if o in wrapped.options), line.cwd)
    env = in_environment(trail, wrapper, wrapped, path, line._replace(cwd=cwd))
    line = line._replace(cwd=cwd, env=dict(env, **wrapped.assignments))
    words = wrapped.command
    if wrapped.text is not None:
        words = ["sh", "-c", wrapped.text]
    elif wrapper.script or words[0] == "-m" or (words[0].endswith(".py") and trail.look_up(words[0], line) is None):
        words = [python if python and not wrapper.environments else "python"] + words
        words[:1] = words[:1] if trail.look_up(words[0], line) else ["python3"]
    started = trail.look_up(words[0], line) if wrapper.tools else None
    if started is not None:
        trail.findings.add(
            "entrypoint-manager",
            "%s needs tools of its own to start %s, and they are not kept" % (path, started),
            "name %s in ENTRYPOINT: it is the program itself" % started,
        )
    follow(trail, line.then(words, "called by " + path))


def in_environment(trail: Trail, wrapper: Wrapper, wrapped: Wrapped, path: str, line: Line) -> Dict[str, str]:
    """The environment variables that the wrapper sets, where it starts its command in a virtual environment."""
    if not wrapper.environments:
        return line.env
    env = environments.enter(trail.image, wrapper, wrapped, path, line.cwd, line.env)
    if env is None:
        trail.findings.add(
            "entrypoint-environment",
            "the virtual environment that %s chooses was not found; its command was looked for in PATH" % path,
            "start the program by its path in the virtual environment, or set VIRTUAL_ENV with ENV",
        )
        return line.env
    return env


def follow_env(trail: Trail, path: str, line: Line) -> None:
    """env(1): -S splits its text into words, -i and -u change the environment."""
    env = dict(line.env)
    cwd = line.cwd
    words = list(line.words[1:])
    while words:
        word = words.pop(0)
        name, equals, value = word.partition("=")
        if name in SPLIT + UNSET + CHDIR and not (equals and name.startswith("--")):
            value = words.pop(0) if words else ""
        if name in SPLIT:
            words[:0] = split(value, env)
        elif re.match(r"-v?S.", word):
            words[:0] = split(word.partition("S")[2], env)
        elif name in UNSET:
            env.pop(value, None)
        elif name in CHDIR:
            cwd = join(cwd, value)
        elif word in ("-i", "-", "--ignore-environment"):
            env = {}
        elif re.match(r"[^-=][^=]*=", word):
            env[name] = value
        elif not word.startswith("-"):
            follow(trail, line.then([word] + words, "called by " + path)._replace(cwd=cwd, env=env))
            return


def split(text: str, env: Dict[str, str]) -> List[str]:
    """The words of ``env -S``: quotes and ${NAME} as in a shell, which is near enough for a #! line."""
    commands = shell.read(text, env, []).commands
    return [
        word
        for command in commands[:1]
        for word in [k + "=" + v for k, v in sorted(command.assignments.items())] + command.words
    ]

"""The program as it starts: who runs which interpreter, where, with which words and environment."""

from typing import Dict, List, NamedTuple, Optional

import entrypoint
import invocation
import probe
import users
from facts import Python
from findings import Findings
from image import Image, join
from interpreter import Interpreter
from request import Request


class Program(NamedTuple):
    """Its calls of the interpreter, the last being the one that stays; ``first`` is each call's sys.path[0]."""

    entry: entrypoint.Entrypoint
    calls: List[entrypoint.Call]
    runs: List[invocation.Invocation]
    first: List[Optional[str]]
    user: users.User
    env: Dict[str, str]
    cwd: str


def find(image: Image, asked: Request, interpreter: Interpreter, python: Python, findings: Findings) -> Program:
    user = users.find(image, asked.config.user)
    if user is None:
        findings.add(
            "user-unknown",
            "the image has no user or group %s" % asked.config.user,
            "set USER in the Kontainfile; the analysis went on as root",
        )
        user = users.ROOT
    env = users.environment(user, asked.config.env, entrypoint.DEFAULT_PATH)
    cwd = join("/", asked.config.workdir)
    argv = asked.config.entrypoint + asked.config.cmd
    entry = entrypoint.resolve(image, interpreter, argv, cwd, env, findings)
    # Where no call was found, the interpreter by itself stands for one: it reads standard input.
    calls = entry.calls or [entrypoint.Call(asked.interpreter, asked.interpreter, ["-"], cwd, env)]
    runs = [invocation.recognise(image, invocation.parse(call.arguments), call.cwd) for call in calls]
    first = [invocation.first_path(image, run, call.cwd, call.env, python.version) for run, call in zip(runs, calls)]
    return Program(entry, calls, runs, first, user, env, cwd)


def ask(image: Image, program: Program, python: Python, findings: Findings) -> probe.Seen:
    """What the program sees; where its interpreter gives no answer, what this one knows of itself."""
    call = program.calls[-1]
    options = program.runs[-1].probe_options()
    seen = probe.ask(image, probe.Start(call.path, call.name, options, call.env, call.cwd, program.user), findings)
    if seen is not None:
        return seen
    return probe.Seen(
        python.stdlib, python.prefix, python.exec_prefix, python.prefix, python.exec_prefix, call.path, False, []
    )


def library_folders(image: Image, program: Program, seen: probe.Seen, python: Python) -> List[str]:
    """Where the program may find a standard library: on its sys.path, and where PYTHONHOME puts it
    (where that one is unfit, the interpreter gives no answer)."""
    call = program.calls[-1]
    run = program.runs[-1]
    homes = [] if run.has("E") or run.has("I") else call.env.get("PYTHONHOME", "").split(":")
    named = [
        "%s/%s/python%s" % (home, folder, python.short)
        for home in homes
        for folder in ("lib", python.platlibdir)
        if home.startswith("/")
    ]
    return [image.host(image.real(path)) for path in named + seen.path if path.startswith("/")]


def words(program: Program) -> List[str]:
    """Every word of the effective command line and of the calls that came of it."""
    found = list(program.entry.argv[1:])
    for call in program.calls if program.entry.calls else ():
        found += [word for word in call.arguments if word not in found]
    return found

"""The check's first step, in the source image: does what is asked, and writes down what came of it."""

import os
import time
from typing import Any, Dict, List

import candidates
import carry
import commands
import distributions
import facts
import imports
import missing
import report
import request
import serving
import standing
import starting
from lines import Line
from report import count, say
from request import Request
from starting import CannotStart, Start

# The exit code of a failure, to which the number of the CHECK line is added: src/graph/check.ts has the same.
FAILED = 40


class SourceFailed(Exception):
    """The source does not do what the check is to compare."""


def run(base: str, top: str = "/") -> int:
    """``top``: where the image's files are looked through."""
    asked = request.read(base)
    found: Dict[str, Any] = {"folders": [os.path.realpath(folder) for folder in asked.plan.path]}
    number = 0
    try:
        if asked.lines is None:
            found["imports"] = look(base, asked)
        else:
            lines: List[Dict[str, Any]] = []
            for line in asked.lines:
                number = len(lines)
                lines.append(do(line, asked))
            found["lines"] = lines
    except (SourceFailed, CannotStart) as error:
        say("the source image fails its own check: %s" % error)
        return FAILED + number
    began = time.monotonic()
    carry.carry(base + "/out")
    missing.write_index(base, top, candidates.LAYERS)
    facts.write(base, found)
    say("written down for the result (%.1f s)" % (time.monotonic() - began))
    return 0


def look(base: str, asked: Request) -> Dict[str, Any]:
    """The default check: how the interpreter starts, and what it imports of what stays."""
    plan = asked.plan
    start = starting.prepare(asked.config, [])
    stands = standing.ask(start, plan)
    say("%s starts: Python %s (%.2f s)" % (plan.executable, stands.facts["version"], stands.seconds))
    names = candidates.kept_modules(base, plan)
    tried = imports.try_all(start, plan, [name for name, _ in names])
    good = [name for name, _ in names if name in tried.outcomes and tried.outcomes[name].state == "imports"]
    say("%d of %s that stay import (%.1f s)" % (len(good), count(len(names), "module"), tried.seconds))
    bad = [name for name, _ in names if name in tried.outcomes and tried.outcomes[name].state != "imports"]
    for name in report.capped(bad):
        say("  not asked of the result: %s: %s" % (name, report.clipped(tried.outcomes[name].why())))
    if tried.unread:
        text = "  not asked of the result, since the time of %g s is over: %s"
        say(text % (imports.ALL_SECONDS, report.some(tried.unread)))
    own = {name for name, layer in names if layer != "runtime"}
    installed = distributions.installed(plan.path)
    return {
        "standing": stands.facts,
        "emptied": standing.emptied(base, plan.path, list(candidates.LAYERS)),
        "names": good,
        "own": sorted(own),
        "seconds": tried.seconds,
        "unread": tried.unread,
        "distributions": [list(installed[name]) for name in sorted(installed)],
    }


def do(line: Line, asked: Request) -> Dict[str, Any]:
    """One CHECK line: a command that ends, or a server that answers."""
    start = commands.start_of(line, asked.config)
    return serve(line, asked, start) if line.requests else execute(line, start)


def execute(line: Line, start: Start) -> Dict[str, Any]:
    ended = starting.run(start, line.timeout)
    report.printed(ended.stdout, ended.stderr)
    if ended.problem:
        raise SourceFailed(ended.problem)
    say("  exit code %s (%.2f s)" % (ended.code, ended.seconds))
    return facts.of_command(ended, start.argv)


def serve(line: Line, asked: Request, start: Start) -> Dict[str, Any]:
    """Ask twice, and once more of a server that starts anew: what differs from start to start is no part of what the
    result must do."""
    request = line.requests[0]
    answers: List[Any] = []
    for times in (2, 1):
        served = serving.serve(start, line, asked.config.ports, [request] * times)
        if served.problem:
            report.printed(served.stdout, served.stderr)
            raise SourceFailed("%s %s: %s" % (request.method, request.path, served.problem))
        answers.extend(served.answers)
        text = "  listens at port %d after %.2f s; %s %s gives %s"
        say(text % (served.port, served.ready, request.method, request.path, ", ".join(map(described, served.answers))))
    return facts.of_server(served, answers, start.argv)


def described(answer: Any) -> str:
    kind = answer.type or "without a type"
    return "%d %s, %d bytes (%.3f s)" % (answer.status, kind, len(answer.body), answer.seconds)

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
import sessions
import standing
import starting
from lines import Line
from report import count, say
from request import Request
from sessions import Session
from starting import CannotStart, Start

# The exit code of a failure, to which the number of the CHECK line is added: src/graph/check.ts has the same.
FAILED = 40


class SourceFailed(Exception):
    """The source does not do what the check is to compare; ``after`` lines of a session that went well."""

    def __init__(self, problem: str, after: int = 0) -> None:
        super().__init__(problem)
        self.after = after


def run(base: str, top: str = "/") -> int:
    """``top``: where the image's files are looked through."""
    asked = request.read(base)
    found: Dict[str, Any] = {"folders": [os.path.realpath(folder) for folder in asked.plan.path]}
    number = 0
    try:
        if asked.lines is None:
            found["imports"] = look(base, asked)
        else:
            done: List[Dict[str, Any]] = []
            for session in sessions.of(asked.lines):
                number = session.first
                done += do(session, asked)
            found["lines"] = done
    except SourceFailed as error:
        return failed(str(error), number + error.after)
    except CannotStart as error:
        return failed(str(error), number)
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


def failed(problem: str, number: int) -> int:
    say("the source image fails its own check: %s" % problem)
    return FAILED + number


def do(session: Session, asked: Request) -> List[Dict[str, Any]]:
    """A command that ends, or a server that answers what each line asks."""
    line = session.lines[0]
    start = commands.start_of(line, asked.config)
    return serve(session, asked, start) if line.requests else [execute(line, start)]


def execute(line: Line, start: Start) -> Dict[str, Any]:
    ended = starting.run(start, line.timeout)
    report.printed(ended.stdout, ended.stderr)
    if ended.problem:
        raise SourceFailed(ended.problem)
    say("  exit code %s (%.2f s)" % (ended.code, ended.seconds))
    return facts.of_command(ended, start.argv)


def serve(session: Session, asked: Request, start: Start) -> List[Dict[str, Any]]:
    """Ask twice, and once more of a server that starts anew: what differs from start to start is no part of what the
    result must do."""
    server = session.server()
    requests = [line.requests[0] for line in session.lines]
    first = serving.serve(start, server, asked.config.ports, [each for each in requests for _ in range(2)])
    if first.problem:
        report.printed(first.stdout, first.stderr)
        number = min(len(first.answers) // 2, len(requests) - 1)
        method, path = requests[number]
        raise SourceFailed("%s %s: %s" % (method, path, first.problem), number)
    answers = [first.answers[2 * number : 2 * number + 2] for number in range(len(requests))]
    again = serving.serve(start, server, asked.config.ports, requests)
    if again.problem:
        # What it made at its first start may be in its way, and this root cannot be had anew.
        say("  a second start: %s; what differs from start to start is not known" % again.problem)
    else:
        answers = [two + [one] for two, one in zip(answers, again.answers)]
    say("  listens at port %d after %.2f s" % (first.port, first.ready))
    for (method, path), given in zip(requests, answers):
        say("  %s %s gives %s" % (method, path, ", ".join(map(described, given))))
    return [facts.of_server(first, given, start.argv) for given in answers]


def described(answer: Any) -> str:
    kind = answer.type or "without a type"
    return "%d %s, %d bytes (%.3f s)" % (answer.status, kind, len(answer.body), answer.seconds)

"""The CHECK lines of one start in the result, held against what the source did."""

from typing import Any, Dict, Iterator, List, NamedTuple, Tuple

import commands
import facts
import report
import serving
import stable
import starting
from asking import Answer
from lines import Line
from report import say
from request import Request
from serving import Served
from sessions import Session
from starting import CannotStart, Ended, Start


class Difference(NamedTuple):
    """``words``: all that the result said, in which the names of what it lacks may stand."""

    summary: str
    words: str


def compare(session: Session, asked: Request, done: List[Dict[str, Any]]) -> List[Tuple[int, Difference]]:
    """What differs, and of which line by its number."""
    line = session.lines[0]
    argv = [str(word) for word in done[0]["argv"]]
    say("$ %s" % (line.line or commands.joined(argv)))
    try:
        start = starting.prepare(asked.config, argv)
        if line.requests:
            return list(serve(session, asked, start, done))
        return [(session.first, each) for each in execute(line, start, done[0])]
    except CannotStart as error:
        say("  %s" % error)
        summary = "%s: the result: %s" % (argv[0], error)
        return [(session.first, Difference(summary, "%s %s: not found" % (error, argv[0])))]


def execute(line: Line, start: Start, fact: Dict[str, Any]) -> Iterator[Difference]:
    source, result = facts.to_ended(fact), starting.run(start, line.timeout)
    words = text_of(result)
    what = report.clipped(line.line or commands.joined(start.argv))
    if result.problem:
        yield Difference("%s: the result %s; the source takes %.2f s" % (what, result.problem, source.seconds), words)
    elif result.code != source.code:
        summary = "%s ends with %s in the source, and with %s in the result"
        yield Difference(summary % (what, ended(source), ended(result)), words)
    for name in ("stdout", "stderr"):
        if getattr(source, name) != getattr(result, name):
            yield Difference("%s: %s differs" % (what, name), words)
    same = source.code == result.code and source.stdout == result.stdout and source.stderr == result.stderr
    if same:
        text = "  the same: %s, %d bytes of stdout, %d of stderr (%.2f s; %.2f s in the source)"
        say(text % (ended(source), len(source.stdout), len(source.stderr), result.seconds, source.seconds))
        return
    for side, did in (("source", source), ("result", result)):
        say("  %s: %s (%.2f s)" % (side, ended(did), did.seconds))
        report.block("stdout of the %s" % side, did.stdout)
        report.block("stderr of the %s" % side, did.stderr)


def ended(did: Ended) -> str:
    return did.problem if did.code is None else serving.status(did.code)


def text_of(did: Ended) -> str:
    return (did.stderr + b"\n" + did.stdout).decode("utf-8", "replace")


def serve(
    session: Session, asked: Request, start: Start, done: List[Dict[str, Any]]
) -> Iterator[Tuple[int, Difference]]:
    # At the port that the source was asked at: that it listens there is part of what it does.
    server = session.server()._replace(port=int(done[0]["port"]))
    requests = [line.requests[0] for line in session.lines]
    served = serving.serve(start, server, asked.config.ports, requests)
    words = (served.stderr + b"\n" + served.stdout).decode("utf-8", "replace")
    if not served.problem:
        say("  the result listens after %.2f s; the source after %.2f s" % (served.ready, float(done[0]["ready"])))
    is_shown = False
    for number, (request, fact, answer) in enumerate(zip(requests, done, served.answers)):
        answers = facts.to_answers(fact)
        found = list(differences("%s %s" % request, answers, answer))
        if found:
            for side, body in (("source", answers[0].body), ("result", answer.body)):
                report.block("answer of the %s" % side, body)
            if not is_shown:
                output(done[0], served)
            is_shown = True
        for summary in found:
            body = answer.body.decode("utf-8", "replace")
            yield session.first + number, Difference(summary, words + "\n" + body)
    if served.problem:
        number = len(served.answers)
        text = "  the result: %s; the source answers after %.2f s"
        say(text % (served.problem, float(done[0]["ready"])))
        output(done[0], served)
        what = "%s %s" % requests[number]
        yield session.first + number, Difference("%s: the result: %s" % (what, served.problem), words)


def output(fact: Dict[str, Any], served: Served) -> None:
    """What both servers printed."""
    for name in ("stdout", "stderr"):
        report.block("%s of the source" % name, str(fact[name]).encode("latin-1"))
        report.block("%s of the result" % name, getattr(served, name))


def differences(what: str, answers: List[Answer], answer: Answer) -> Iterator[str]:
    for name in ("status", "type"):
        values = {getattr(each, name) for each in answers}
        if len(values) == 1 and getattr(answer, name) not in values:
            wanted = getattr(answers[0], name)
            yield "%s: %s is %s in the source, %s in the result" % (what, name, wanted, getattr(answer, name))
    verdict = stable.compare([each.body for each in answers], answer.body)
    say("  %s: %s (%.3f s; %.3f s in the source)" % (what, verdict.how, answer.seconds, answers[0].seconds))
    if not verdict.same:
        lacks = "; the result lacks %s" % ascii(verdict.lacks.decode("utf-8", "replace")) if verdict.lacks else ""
        yield "%s: the body differs%s" % (what, report.clipped(lacks))

"""Starts a server, waits until it listens, asks it, and ends it."""

import signal
import time
from typing import List, NamedTuple, Optional, Tuple

import ending
import listening
import starting
from asking import Answer, NoAnswer, ask
from lines import HttpRequest, Line
from listening import Listener
from starting import Start

STEP_SECONDS = 0.02
# Between two answers of one server, so that what has the time in it differs.
APART_SECONDS = 1.1


class Served(NamedTuple):
    """``problem`` says why there is no answer; ``ready`` is the time until it listened."""

    answers: List[Answer]
    port: int
    ready: float
    problem: str
    stdout: bytes
    stderr: bytes


def serve(
    start: Start, line: Line, exposed: List[int], requests: List[HttpRequest], stop: int = signal.SIGTERM
) -> Served:
    """Start the server, ask it what is to be asked, and end it by its signal. Between two equal requests some time
    passes."""
    deadline = time.monotonic() + line.timeout
    running = starting.Running(start)
    answers: List[Answer] = []
    port, ready, problem = 0, 0.0, ""
    try:
        found = wait(running, line, exposed, deadline)
        ready = running.seconds()
        for number, request in enumerate(requests):
            if number and request == requests[number - 1]:
                time.sleep(APART_SECONDS)
            port, answer = ask_any(found, request, deadline)
            answers.append(answer)
    except (NoAnswer, OSError, ValueError) as error:
        problem = str(error)
    ending.end(running.process, ending.GRACE_SECONDS, stop)
    ending.sweep()
    return Served(answers, port, ready, problem, running.stdout.finish(), running.stderr.finish())


def wait(running: starting.Running, line: Line, exposed: List[int], deadline: float) -> List[Listener]:
    since: Optional[float] = None
    while time.monotonic() < deadline:
        found = listening.listeners()
        if found and since is None:
            since = time.monotonic()
        listeners = listening.chosen(found, line.port, exposed, time.monotonic() - since if since else 0.0)
        if listeners:
            return listeners
        code = running.process.poll()
        # A program that goes to the background ends well, and its server comes up behind it.
        if code:
            raise NoAnswer("the server ended with %s before it listened" % status(code))
        time.sleep(STEP_SECONDS)
    raise NoAnswer("nothing listens%s within %g s" % (where(line, exposed), line.timeout))


def status(code: int) -> str:
    return "signal %d" % -code if code < 0 else "exit code %d" % code


def where(line: Line, exposed: List[int]) -> str:
    if line.port:
        return " at port %d" % line.port
    return " at port %s" % " or ".join(map(str, exposed)) if exposed else ""


def ask_any(listeners: List[Listener], request: HttpRequest, deadline: float) -> Tuple[int, Answer]:
    """By the first address that answers: a server may listen twice at a port."""
    problem: Optional[Exception] = None
    for listener in listeners:
        try:
            return listener.port, ask(listener, request.method, request.path, deadline)
        except (NoAnswer, OSError, ValueError) as error:
            problem = error
    raise NoAnswer(str(problem))

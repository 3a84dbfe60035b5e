"""Runs one TRACE line as the image would, and tells what came of it in the log."""

import os
import shutil
from typing import List

import commands
import report
import serving
import starting
from lines import Line
from report import say
from request import Request
from starting import CannotStart, Start


class LineFailed(Exception):
    """The program fails where it is traced, and what was seen of it proves little; says how."""


def run(line: Line, asked: Request) -> List[str]:
    """Run it to its end, or ask its server and end it. Gives what is odd about the answers."""
    try:
        start = commands.start_of(line, asked.config)
        return serve(line, asked, start) if line.requests else execute(line, start)
    except CannotStart as error:
        raise LineFailed(str(error)) from error


def execute(line: Line, start: Start) -> List[str]:
    ended = starting.run(start, line.timeout)
    report.printed(ended.stdout, ended.stderr)
    if ended.problem:
        raise LineFailed(ended.problem)
    say("  exit code %s (%.2f s)" % (ended.code, ended.seconds))
    if ended.code:
        raise LineFailed("it ends with %s" % serving.status(ended.code))
    return []


def serve(line: Line, asked: Request, start: Start) -> List[str]:
    served = serving.serve(start, line, asked.config.ports, line.requests, asked.stop)
    report.printed(served.stdout, served.stderr)
    for request, answer in zip(line.requests, served.answers):
        say("  %s %s gives %d, %d bytes (%.3f s)" % (request + (answer.status, len(answer.body), answer.seconds)))
    if served.problem:
        asking = line.requests[min(len(served.answers), len(line.requests) - 1)]
        raise LineFailed("%s %s: %s" % (asking.method, asking.path, served.problem))
    return [
        "%s %s gives %d" % (request + (answer.status,))
        for request, answer in zip(line.requests, served.answers)
        if answer.status >= 400
    ]


def clear(folder: str) -> None:
    """An empty folder that the program's user, whoever that is, may write to. Not sticky: the kernel would then keep
    a process that has changed its user from the file that it began."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    os.chmod(folder, 0o777)

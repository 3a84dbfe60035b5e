"""Which of many modules import, each tried by the program's own interpreter.

Modules share a process as long as none ends it, since starting one for each takes minutes where an image has hundreds
of packages. What fails so is tried once more in a process of its own before it counts."""

import os
import select
import time
from typing import Dict, List, NamedTuple, Optional

import ending
import listening
from children import Child, Import, parse_import
from request import Plan
from starting import Start

EACH_SECONDS = 10.0
# A script that starts a server as it is imported is not waited for to the end.
SERVING_SECONDS = 1.0
ALL_SECONDS = 60.0
MOST_CHILDREN = 4


class Tried(NamedTuple):
    """``unread``: what the time did not reach for."""

    outcomes: Dict[str, Import]
    unread: List[str]
    seconds: float


class Work:
    """One child with the module that it is at."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.name = ""
        self.since = 0.0

    def give(self, name: str) -> None:
        self.name = name
        self.since = time.monotonic()
        self.child.ask(name)


def try_all(start: Start, plan: Plan, names: List[str], budget: float = ALL_SECONDS) -> Tried:
    """Try the modules in their order, as many at a time as there are processors."""
    began = time.monotonic()
    todo = list(reversed(names))
    outcomes: Dict[str, Import] = {}
    workers: List[Work] = []
    while todo or workers:
        if time.monotonic() - began > budget:
            break
        while todo and len(workers) < processors():
            worker = Work(Child(start, plan))
            worker.give(todo.pop())
            workers.append(worker)
        for worker in step(workers):
            outcome = advance(worker)
            if outcome is None:
                continue
            outcomes[worker.name] = outcome
            if outcome.state in ("imports", "fails") and todo:
                worker.give(todo.pop())
                continue
            workers.remove(worker)
            if outcome.state in ("imports", "fails"):
                worker.child.end()
    unread = sorted({worker.name for worker in workers} | set(todo))
    for worker in workers:
        worker.child.end()
    ending.sweep()
    return Tried(outcomes, unread, time.monotonic() - began)


def processors() -> int:
    return max(1, min(MOST_CHILDREN, len(os.sched_getaffinity(0))))


def step(workers: List[Work]) -> List[Work]:
    """Wait until a worker has something to tell or has taken too long."""
    now = time.monotonic()
    soonest = min(worker.since + SERVING_SECONDS - now for worker in workers)
    ready, _, _ = select.select([worker.child.answers for worker in workers], [], [], max(0.2, soonest))
    now = time.monotonic()
    return [w for w in workers if w.child.answers in ready or now - w.since > SERVING_SECONDS]


def advance(worker: Work) -> Optional[Import]:
    """What a worker tells; None where it is still at it."""
    taken = time.monotonic() - worker.since
    if taken > SERVING_SECONDS and listening.listens({worker.child.process.pid}):
        worker.child.end()
        return Import("hangs", "", "its import starts a server", "", "", [])
    if taken > EACH_SECONDS:
        worker.child.end()
        return Import("hangs", "", "its import did not end within %g s" % EACH_SECONDS, "", "", [])
    if not worker.child.is_ready():
        return None
    answers, line = worker.child.read()
    if line:
        return parse_import(line)
    return None if answers else Import("ends", "", worker.child.end(), "", "", [])

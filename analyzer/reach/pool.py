"""Scans files in parallel: forked processes that send their records back through pipes."""

import os
import pickle
import select
import signal
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, TypeVar

Job = TypeVar("Job")
# A fork and its pipe cost as much as some small files.
FEWEST = 24


class Child(NamedTuple):
    """A process, what it reads from, and which part of the jobs is its own."""

    pid: int
    reading: int
    part: int


def scan(jobs: Sequence[Job], work: Callable[[Job], Any], processes: int) -> List[Any]:
    """``work`` of each job, in the jobs' order: the same with any number of processes."""
    count = min(processes, len(jobs) // FEWEST + 1)
    if count < 2:
        return [work(job) for job in jobs]
    parts = [list(jobs[part::count]) for part in range(count)]
    children = [child for child in (start(parts[part], work, part) for part in range(1, count)) if child]
    answers: Dict[int, List[Any]] = {0: [work(job) for job in parts[0]]}
    answers.update(collect(children))
    for part in range(count):
        # A process that could not start, or died, gave no answer: its part is done here.
        if len(answers.get(part, ())) != len(parts[part]):
            answers[part] = [work(job) for job in parts[part]]
    found: List[Any] = [None] * len(jobs)
    for part in range(count):
        found[part::count] = answers[part]
    return found


def start(jobs: List[Any], work: Callable[[Any], Any], part: int) -> Optional[Child]:
    reading, writing = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return None
    if pid:
        os.close(writing)
        return Child(pid, reading, part)
    status = 1
    try:
        os.close(reading)
        send(writing, pickle.dumps([work(job) for job in jobs], 4))
        status = 0
    finally:
        # Nothing of the parent is to run a second time, whatever happened.
        os._exit(status)  # pyright: ignore[reportPrivateUsage]


def send(writing: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(writing, view) :]


def collect(children: List[Child]) -> Dict[int, List[Any]]:
    """Read all at once: a child that nobody reads from waits."""
    blocks: Dict[int, List[bytes]] = {child.reading: [] for child in children}
    todo = list(blocks)
    while todo:
        ready, _, _ = select.select(todo, [], [])
        for reading in ready:
            block = os.read(reading, 1 << 20)
            blocks[reading].append(block)
            if not block:
                todo.remove(reading)
    answers: Dict[int, List[Any]] = {}
    for child in children:
        os.close(child.reading)
        _, status = os.waitpid(child.pid, 0)
        if status == 0:
            answers[child.part] = pickle.loads(b"".join(blocks[child.reading]))
        elif os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGINT:
            raise KeyboardInterrupt
    return answers

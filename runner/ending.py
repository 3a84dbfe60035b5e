"""Ends programs with all that they started, and nothing else: what left the session is found by its parents."""

import os
import signal
import subprocess
import sys
from typing import Dict, List, Set

# A server gets this long to close what it has open.
GRACE_SECONDS = 2.0


def end(process: "subprocess.Popen[bytes]", grace: float = 0.0, stop: int = signal.SIGTERM) -> None:
    """End a program, its session, and every process below it; with ``grace`` it is asked to end by itself first."""
    below = descendants(process.pid)
    if grace and process.poll() is None:
        process.send_signal(stop)
        try:
            process.wait(timeout=grace)
        except subprocess.TimeoutExpired:
            pass
    kill_group(process.pid)
    for pid in below:
        kill(pid)
    process.wait()


def sweep() -> None:
    """End what ended programs left behind. In a build step our program is process 1, to which they fall; to be called
    where nothing that it started is to live on."""
    if os.getpid() != 1 or not sys.argv[0].startswith("/.faktory/"):
        return
    for pid in descendants(1):
        kill(pid)


def kill_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except OSError:
        # It ended, and left nothing in its session.
        pass


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except OSError:
        pass


def descendants(root: int) -> Set[int]:
    children: Dict[int, List[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            children.setdefault(parent_of(name), []).append(int(name))
    found: Set[int] = set()
    todo = list(children.get(root, []))
    while todo:
        pid = todo.pop()
        if pid not in found:
            found.add(pid)
            todo.extend(children.get(pid, []))
    return found


def parent_of(pid: str) -> int:
    try:
        with open("/proc/%s/stat" % pid, "rb") as file:
            # The name in parentheses may hold anything.
            return int(file.read().rpartition(b")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return 0

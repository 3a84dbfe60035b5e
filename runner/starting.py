"""Starts the image's programs as Docker would: its Env, WORKDIR and USER, pipes for output, nothing to read. Each
program is a session of its own, so that it can be ended with all that it started."""

import os
import subprocess
import threading
import time
from typing import IO, Callable, Dict, List, NamedTuple, Optional

import ending
import users
from findings import Findings
from image import Image
from lines import Config

DOCKERS_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# Of what a program prints, as much is kept and compared.
MOST_BYTES = 1 << 20


class Start(NamedTuple):
    """All that a program is started with."""

    argv: List[str]
    env: Dict[str, str]
    cwd: str
    user: users.User


class CannotStart(Exception):
    """The program could not be started; says why."""


def prepare(config: Config, argv: List[str]) -> Start:
    """How the image's container starts ``argv``."""
    user = users.find(Image("", frozenset(), Findings()), config.user)
    if user is None:
        raise CannotStart("the image has no user %s" % config.user)
    # What the result says of itself on stderr is no difference; what is missing the check finds by itself.
    env = dict(users.environment(user, config.env, DOCKERS_PATH), KONTAIN_HINTS="0")
    return Start(argv, env, config.workdir, user)


class Drain:
    """Reads a pipe to its end on a thread of its own, and keeps the beginning."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self.pipe = pipe
        self.data = bytearray()
        self.size = 0
        self.thread = threading.Thread(target=self.read)
        self.thread.daemon = True
        self.thread.start()

    def read(self) -> None:
        while True:
            block = os.read(self.pipe.fileno(), 1 << 16)
            if not block:
                return
            self.size += len(block)
            self.data += block[: MOST_BYTES - len(self.data)]

    def finish(self) -> bytes:
        """What was read; a program that was left running may keep the pipe open, and is not waited for."""
        self.thread.join(1.0)
        if not self.thread.is_alive():
            self.pipe.close()
        return bytes(self.data)


class Running:
    """A started program with its output."""

    def __init__(self, start: Start) -> None:
        self.started = time.monotonic()
        self.process = spawn(start)
        assert self.process.stdout is not None and self.process.stderr is not None
        self.stdout = Drain(self.process.stdout)
        self.stderr = Drain(self.process.stderr)

    def seconds(self) -> float:
        return time.monotonic() - self.started


def spawn(start: Start) -> "subprocess.Popen[bytes]":
    os.makedirs(start.cwd, exist_ok=True)
    try:
        return subprocess.Popen(
            start.argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=start.env,
            preexec_fn=become(start),
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise CannotStart("cannot be started: %s" % error) from error


def become(start: Start) -> Callable[[], None]:
    """In the child: a session of its own, the folder, then the user, who also owns the output, as with Docker."""

    def prepare_child() -> None:
        os.setsid()
        os.chdir(start.cwd)
        if os.getuid() != 0:
            return
        for descriptor in (1, 2):
            os.fchown(descriptor, start.user.uid, -1)
        os.setgroups(start.user.groups)
        os.setgid(start.user.gid)
        os.setuid(start.user.uid)

    return prepare_child


class Ended(NamedTuple):
    """What became of a program; ``code`` is None where it did not end by itself, and ``problem`` says why."""

    code: Optional[int]
    stdout: bytes
    stderr: bytes
    seconds: float
    problem: str


def run(start: Start, timeout: float) -> Ended:
    """Run a program to its end, or to its time-out."""
    running = Running(start)
    problem = ""
    code: Optional[int] = None
    try:
        code = running.process.wait(timeout=timeout)
    except subprocess.TimeoutExpired:
        problem = "did not end within %g s" % timeout
    seconds = running.seconds()
    ending.end(running.process)
    ending.sweep()
    return Ended(code, running.stdout.finish(), running.stderr.finish(), seconds, problem)

"""Run other programs, and end a step for a reason."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Mapping, NoReturn, Optional, Sequence

# What the user may have later: the frontend tells it from a source that is no good.
PASSING = 4
ENVIRONMENT: Mapping[str, str] = {
    **os.environ,
    "LC_ALL": "C.UTF-8",
    "DEBIAN_FRONTEND": "noninteractive",
    "SOURCE_DATE_EPOCH": "315532800",  # 1980: what a wheel, a zip file, can hold
}


class StepError(Exception):
    """A program failed; ``details`` is what it said."""

    def __init__(self, message: str, details: str = "") -> None:
        super().__init__(message)
        self.details = details


def run(
    argv: Sequence[str],
    doing: str,
    folder: Optional[Path] = None,
    environment: Mapping[str, str] = ENVIRONMENT,
    seconds: Optional[int] = None,
) -> str:
    """Run ``argv`` and return its output; ``doing`` completes the sentence "failed while …". After ``seconds`` it is
    ended with all that it started, and exits with 124."""
    done = subprocess.run(
        argv if seconds is None else ["timeout", "--kill-after=5", str(seconds), *argv],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode != 0:
        raise StepError(f"{Path(argv[0]).name} failed while {doing} (exit {done.returncode})", done.stdout)
    return done.stdout


def say(line: str) -> None:
    print(line, flush=True)


def stop(error: StepError, status: int) -> NoReturn:
    if error.details:
        print(error.details, file=sys.stderr)
    print(error, file=sys.stderr)
    sys.exit(status)

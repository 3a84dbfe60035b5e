"""Run other programs; a failing one's own words reach the reader."""

import os
import subprocess
from pathlib import Path
from typing import NoReturn, Optional, Sequence

ENVIRONMENT = {**os.environ, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive", "SOURCE_DATE_EPOCH": "0"}


class StepError(Exception):
    """Ends the step with one line for the user; ``details`` is what the failing program said."""

    def __init__(self, code: str, message: str, details: str = "") -> None:
        super().__init__(f"{code}: {message}")
        self.details = details


def run(argv: Sequence[str], doing: str, folder: Optional[Path] = None) -> str:
    """Run ``argv`` and return its output; ``doing`` completes the sentence "failed while …"."""
    done = subprocess.run(
        argv, cwd=folder, env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace"
    )
    if done.returncode != 0:
        fail(f"{argv[0]} failed while {doing} (exit {done.returncode})", done.stdout + done.stderr)
    return done.stdout


def fail(message: str, details: str = "") -> NoReturn:
    """Stop for a reason that is neither the user's nor the package index's."""
    raise StepError("toolchain-failed", message, details)

"""Hands the analysis over where the program runs by another python than the one that the frontend found:
only the program's own knows its version, library and paths."""

import os
import sys
from typing import Dict, List

from entrypoint import Call
from findings import Findings, reason
from image import Image

# As the frontend starts the analyzer: no environment, no user's folder, no site code, no bytecode.
ISOLATED = ["-E", "-s", "-S", "-B"]


def hand_over(image: Image, call: Call, base: str, findings: Findings) -> None:
    """Become the analyzer in that python; come back only where it cannot be started.

    That this was done is told by an argument, so it happens once: the environment is the image's."""
    if image.root:
        findings.add("entrypoint-other-python", "%s cannot be run outside of its image" % call.path)
        return
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        os.execve(call.path, command(call, base), environment(call))
    except OSError as error:
        findings.add(
            "entrypoint-other-python",
            "the entrypoint runs %s, which cannot be started (%s), so the analysis went on with %s"
            % (call.path, reason(error), sys.executable),
            "change the entrypoint, so that it runs a python of the image",
        )


def command(call: Call, base: str) -> List[str]:
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "main.py")
    return [call.path] + ISOLATED + [script, "--base", base, "--interpreter", call.path]


def environment(call: Call) -> Dict[str, str]:
    """The build step's, with what the entrypoint sets for the loader to find the python's own library."""
    chosen = {key: call.env[key] for key in ("LD_LIBRARY_PATH",) if key in call.env}
    return dict(os.environ, **chosen)

"""The pythons of this machine, so that a claim can be tested on each version."""

import glob
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Dict, List

VERSIONS = ("2.7", "3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15")
PATTERNS = (
    "{home}/.pyenv/versions/{version}.*/bin/python{version}",
    "/usr/local/bin/python{version}",
    "/usr/bin/python{version}",
)


# Where it is set, only the python that runs the tests is there: scripts/test-pythons.ts runs them by each in turn.
ALONE = "FAKTORY_TESTS_BY_ONE_PYTHON"


def found() -> Dict[str, str]:
    """A real interpreter for each version that is here: no shims, which are shell scripts."""
    if os.environ.get(ALONE):
        return {"%d.%d" % sys.version_info[:2]: os.path.realpath(sys.executable)}
    result: Dict[str, str] = {}
    for version in VERSIONS:
        for pattern in PATTERNS:
            paths = sorted(glob.glob(pattern.format(home=Path.home(), version=version)))
            if paths and version not in result:
                result[version] = os.path.realpath(paths[-1])
    return result


def absent() -> List[str]:
    return [version for version in VERSIONS if version not in found()]


def full_version(python: str) -> str:
    text = subprocess.run([python, "--version"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True).stdout
    matched = re.search(r"\d+\.\d+\.\d+\S*", text.decode())
    return matched.group(0) if matched else ""

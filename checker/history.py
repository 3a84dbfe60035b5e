"""What an image's history says that pip installed: its lines are read as data, as far as they can be."""

import re
import shlex
from typing import Dict, Iterator, List

from markers import Requirement, parse

INSTALL = re.compile(r"(?:^|\s)(?:\S*/)?pip[\d.]*$")
# Options of pip install that take a value of their own.
VALUED = {
    "-b", "-c", "-d", "-e", "-f", "-i", "-r", "-t", "--abi", "--build", "--cache-dir", "--cert", "--client-cert",
    "--config-settings", "--constraint", "--editable", "--exists-action", "--extra-index-url", "--find-links",
    "--global-option", "--implementation", "--index-url", "--install-option", "--log", "--no-binary", "--only-binary",
    "--platform", "--prefix", "--progress-bar", "--proxy", "--python-version", "--requirement", "--retries", "--root",
    "--root-user-action", "--src", "--target", "--timeout", "--trusted-host", "--upgrade-strategy", "--use-feature",
}  # fmt: skip


def installed(history: List[str]) -> List[Requirement]:
    """The requirements in the order of the history; the last of a name is the one that holds."""
    found: Dict[str, Requirement] = {}
    for step in history:
        for requirement in in_step(step):
            found[requirement.name] = requirement
    return [found[name] for name in sorted(found)]


def in_step(step: str) -> Iterator[Requirement]:
    # What BuildKit says after the command.
    text = re.sub(r"\s+# buildkit$", "", step)
    for command in re.split(r"&&|\|\||;(?=\s)|\n|\|(?=\s)", text):
        try:
            words = shlex.split(command)
        except ValueError:
            words = command.split()
        for place, word in enumerate(words):
            if word == "install" and INSTALL.search(" ".join(words[:place])):
                yield from requirements(words[place + 1 :])
                break


def requirements(words: List[str]) -> Iterator[Requirement]:
    skipping = False
    for word in words:
        if skipping or word.startswith("-"):
            skipping = not skipping and word in VALUED
            continue
        # A file, an address, or a variable of the shell's.
        if "/" in word or "$" in word or word.endswith((".whl", ".gz", ".zip")) or word == ".":
            continue
        requirement = parse(word)
        if requirement is not None:
            yield requirement

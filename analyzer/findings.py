"""What the analyzer noticed: never a reason to stop, always something a person should read."""
from typing import List, NamedTuple


class Finding(NamedTuple):
    """One remark for the user, in the words of the image."""

    code: str
    message: str
    hint: str


class Findings:
    """Collects findings in the order of discovery, each once."""

    def __init__(self) -> None:
        self.all: List[Finding] = []

    def add(self, code: str, message: str, hint: str = "") -> None:
        finding = Finding(code, message, hint)
        if finding not in self.all:
            self.all.append(finding)


def reason(error: OSError) -> str:
    """The system's own words for an error, without the path that the message already names."""
    return error.strerror or error.__class__.__name__

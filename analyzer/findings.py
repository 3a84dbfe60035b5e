"""What the analyzer noticed: never a reason to stop, always something a person should read."""

from typing import Dict, List, NamedTuple

# A broken image can give the same remark for every file; a person reads the first few.
MOST_OF_A_KIND = 25
# The contract's limit for a text.
LONGEST = 4096


class Finding(NamedTuple):
    """One remark for the user, in the words of the image."""

    code: str
    message: str
    hint: str


class Findings:
    """Collects findings in the order of discovery, each once, and counts those too many to show."""

    def __init__(self) -> None:
        self.kept: List[Finding] = []
        self.counts: Dict[str, int] = {}

    def add(self, code: str, message: str, hint: str = "") -> None:
        finding = Finding(code, message[:LONGEST], hint[:LONGEST])
        if finding in self.kept:
            return
        self.counts[code] = self.counts.get(code, 0) + 1
        if self.counts[code] <= MOST_OF_A_KIND:
            self.kept.append(finding)

    def all(self) -> List[Finding]:
        more = [(code, count - MOST_OF_A_KIND) for code, count in sorted(self.counts.items()) if count > MOST_OF_A_KIND]
        return self.kept + [Finding(code, "%d more of this kind" % count, "") for code, count in more]


def reason(error: OSError) -> str:
    """The system's own words for an error, without the path that the message already names."""
    return error.strerror or error.__class__.__name__

"""The check's second step, in the Kontain image's own root: does the same, and says what differs."""

from typing import Dict, List, Tuple

import comparing
import facts
import looking
import missing
import request
import sessions
from comparing import Difference
from leaving import dropped_by
from missing import Missing
from report import count, say
from request import Request

# The exit code of a difference, to which the number of the CHECK line is added: src/graph/check.ts has the same.
DIFFERS = 10


def run(base: str) -> int:
    asked = request.read(base)
    source = facts.read(base)
    failed: List[Tuple[int, Difference]] = []
    if asked.lines is None:
        failed = [(0, each) for each in looking.look(asked, source["imports"])]
    else:
        for session in sessions.of(asked.lines):
            done = source["lines"][session.first : session.first + len(session.lines)]
            failed += comparing.compare(session, asked, done)
    if not failed:
        say("the result does what the source does")
        return 0
    explain(base, asked, source["folders"], [each for _, each in failed])
    return DIFFERS + failed[0][0]


def explain(base: str, asked: Request, folders: List[str], failed: List[Difference]) -> None:
    """Last of all, since a client shows the last lines of a failed step: what is missing, and what brings it."""
    index = missing.read_index(base)
    found: Dict[str, Missing] = {}
    for difference in failed:
        for lacks in missing.find(index, asked, folders, difference.words):
            found.setdefault(lacks.path, lacks)
    say()
    for difference in failed[:MOST_NAMED]:
        say("DIFFERS: %s" % difference.summary)
    if len(failed) > MOST_NAMED:
        say("and %s more" % count(len(failed) - MOST_NAMED, "difference"))
    for lacks in list(found.values())[:MOST_NAMED]:
        say(remedy(asked, lacks))
    if len(found) > MOST_NAMED:
        say("and %s more" % count(len(found) - MOST_NAMED, "path"))


def remedy(asked: Request, lacks: Missing) -> str:
    """The line that brings what is missing; DROP wins over it."""
    text = "the source has %s, the result does not; this line brings it: KEEP %s" % (lacks.path, lacks.word)
    pattern = dropped_by(asked.drop, "" if lacks.word == lacks.path else lacks.word, lacks.path)
    return text if pattern is None else text + " (once DROP %s is gone, which wins over it)" % pattern


# A client shows some ten lines of a step that failed.
MOST_NAMED = 3

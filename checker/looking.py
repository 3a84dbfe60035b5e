"""The default check in the result: its interpreter starts as the source's does, and imports what that one imports."""

from typing import Any, Dict, Iterator, List, Optional

import distributions
import history
import imports
import missing
import report
import requirements
import standing
import starting
from children import Import
from comparing import Difference
from distributions import Distribution
from leaving import dropped_by
from report import count, say
from request import Request
from starting import CannotStart, Start


def look(asked: Request, source: Dict[str, Any]) -> List[Difference]:
    try:
        start = starting.prepare(asked.config, [])
        stands = standing.ask(start, asked.plan)
    except CannotStart as error:
        return [Difference("python.km does not start: %s" % error, str(error))]
    found = [
        Difference("python.km: " + text, "")
        for text in standing.differences(source["standing"], stands.facts, source["emptied"])
    ]
    if not found:
        text = "python.km starts: Python %s, with the same search path, prefixes and flags (%.2f s)"
        say(text % (stands.facts["version"], stands.seconds))
    found += list(look_at_imports(asked, start, source))
    found += list(look_at_requirements(asked, source))
    return found


def look_at_imports(asked: Request, start: Start, source: Dict[str, Any]) -> Iterator[Difference]:
    names = [str(name) for name in source["names"]]
    own = set(source["own"])
    tried = imports.try_all(start, asked.plan, names)
    bad = [name for name in names if name in tried.outcomes and tried.outcomes[name].state != "imports"]
    # In a process of its own, so that nothing that another module did counts.
    for name in bad:
        tried.outcomes.update(imports.try_all(start, asked.plan, [name], imports.EACH_SECONDS).outcomes)
    bad = [name for name in bad if tried.outcomes[name].state != "imports"]
    good = len(names) - len(bad) - len(tried.unread)
    text = "%d of %s import (%.1f s; %.1f s in the source)"
    say(text % (good, count(len(names), "module"), tried.seconds, float(source["seconds"])))
    if tried.unread:
        say("  not tried, since the time of %g s is over: %s" % (imports.ALL_SECONDS, report.some(tried.unread)))
    wishes = {name: wished(asked.drop, tried.outcomes[name]) for name in bad if name not in own}
    wishes.update(beside(asked.drop, bad, [[str(top) for top in row[4]] for row in source["distributions"]]))
    for name in report.capped([name for name in bad if wishes.get(name)]):
        say("  %s does not import, since DROP %s leaves out what it needs" % (name, wishes[name]))
    unwished = [name for name in bad if not wishes.get(name)]
    for name in report.capped(unwished):
        show(name, tried.outcomes[name])
    for name in unwished:
        outcome = tried.outcomes[name]
        yield Difference("import %s: %s" % (name, report.clipped(outcome.why())), words_of(outcome))


def show(name: str, outcome: Import) -> None:
    say("  import %s" % name)
    say("    source: imports")
    say("    result: %s" % report.clipped(outcome.why()))
    for frame in outcome.frames:
        say("      at %s" % frame)


def wished(drop: List[str], outcome: Import) -> Optional[str]:
    """The DROP pattern that an import fails for. In the standard library that is no difference: the user wished it."""
    modules = list(missing.modules_in(outcome.message)) + [outcome.name]
    return next((pattern for pattern in (dropped_by(drop, m, outcome.filename) for m in modules) if pattern), None)


def beside(drop: List[str], bad: List[str], distributions: List[List[str]]) -> Dict[str, str]:
    """Modules of a distribution that fail where DROP takes a part from another module of it, which still imports: what
    is left of the distribution is the user's own choice. PyYAML's ``_yaml`` is so beside ``yaml._yaml``."""
    found: Dict[str, str] = {}
    for pattern in drop:
        whole = pattern.partition(".")[0]
        for tops in distributions:
            if whole in tops and whole not in bad and "." in pattern:
                found.update((name, pattern) for name in bad if name in tops)
    return found


def words_of(outcome: Import) -> str:
    named = "No module named '%s'" % outcome.name if outcome.kind == "ModuleNotFoundError" else ""
    return "\n".join([outcome.message, named, "'%s'" % outcome.filename if outcome.filename else ""])


def look_at_requirements(asked: Request, source: Dict[str, Any]) -> Iterator[Difference]:
    there = {str(row[0]): Distribution(*row) for row in source["distributions"]}
    here = distributions.installed(asked.plan.path)
    found = requirements.compare(there, here, history.installed(asked.history))
    for unmet in found.unmet:
        wanted = (unmet.requirement.name + " " + unmet.requirement.specifier).strip()
        has = "has version %s" % unmet.has if unmet.has else "has none"
        words = "'%s'" % unmet.lacking.path if unmet.lacking else ""
        yield Difference("%s requires %s, and the result %s" % (unmet.by, wanted, has), words)
    met = "" if found.unmet else " have what they require"
    say("%s%s" % (count(len(here), "distribution"), met))
    if found.absent:
        say("  left out, though pip installed them: %s" % report.some(found.absent))
    if found.skipped:
        say("  requirements in a form that is not known: %s" % report.some(found.skipped))

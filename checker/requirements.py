"""Whether what the result holds has what it requires, by the rules of pip check; held against the source, so that what
was not satisfied there is no duty of the result's."""

from typing import Dict, Iterator, List, NamedTuple, Optional

import markers
import versions
from distributions import Distribution
from markers import Requirement

Installed = Dict[str, Distribution]


class Unmet(NamedTuple):
    """``by`` requires it; ``lacking`` is the source's own, where it has it."""

    by: str
    requirement: Requirement
    has: str
    lacking: Optional[Distribution]


class Findings(NamedTuple):
    unmet: List[Unmet]
    skipped: List[str]
    absent: List[str]


def compare(source: Installed, result: Installed, history: List[Requirement]) -> Findings:
    """``absent``: what pip installed, and nothing of it stays; ``skipped``: forms that are not known."""
    values = markers.environment()
    unmet: List[Unmet] = []
    skipped: List[str] = []
    for name in sorted(result):
        for text in result[name].requires:
            requirement = markers.parse(text)
            applies = markers.applies(requirement, values) if requirement else None
            if requirement is None or applies is None:
                skipped.append("%s: %s" % (name, text))
            elif applies:
                unmet.extend(check("%s %s" % (name, result[name].version), requirement, source, result, skipped))
    for requirement in history:
        if requirement.name in result:
            unmet.extend(check("the image's history", requirement, source, result, skipped))
    absent = sorted(r.name for r in history if r.name in source and r.name not in result)
    return Findings(unmet, sorted(set(skipped)), absent)


def check(
    by: str, requirement: Requirement, source: Installed, result: Installed, skipped: List[str]
) -> Iterator[Unmet]:
    if met(requirement, source) is not True:
        return
    answer = met(requirement, result)
    if answer is None:
        skipped.append("%s: %s %s" % (by, requirement.name, requirement.specifier))
    elif not answer:
        here = result.get(requirement.name)
        yield Unmet(by, requirement, here.version if here else "", source.get(requirement.name))


def met(requirement: Requirement, installed: Installed) -> Optional[bool]:
    distribution = installed.get(requirement.name)
    if distribution is None:
        return False
    return versions.satisfies(distribution.version, requirement.specifier)

"""PEP 508 requirements, and their markers for the environment that this runs in: the source's own interpreter."""

import os
import re
import sys
from typing import Dict, List, NamedTuple, Optional

import versions

REQUIREMENT = re.compile(
    r"\s*(?P<name>[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?"
    r"\s*(?P<rest>[^;]*?)\s*(?:;(?P<marker>.*))?\Z",
    re.S,
)
TOKEN = re.compile(r"\s*(\(|\)|and\b|or\b|not\s+in\b|in\b|===|==|!=|~=|<=|>=|<|>|'[^']*'|\"[^\"]*\"|[a-z_.]+)")


class Requirement(NamedTuple):
    name: str
    specifier: str
    marker: str


def parse(text: str) -> Optional[Requirement]:
    """``name[extra] (>=1.0) ; marker``; None for what is no requirement, or one by address."""
    match = REQUIREMENT.match(text)
    if match is None:
        return None
    rest = match.group("rest")
    if rest.startswith("(") and rest.endswith(")"):
        rest = rest[1:-1]
    if rest.startswith("@"):
        rest = ""
    if rest and rest[0] not in "=!~<>":
        return None
    return Requirement(normalized(match.group("name")), rest.strip(), (match.group("marker") or "").strip())


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def environment() -> Dict[str, str]:
    system = os.uname()
    full = "%d.%d.%d" % sys.version_info[:3]
    return {
        "extra": "",
        "implementation_name": sys.implementation.name,
        "implementation_version": full,
        "os_name": os.name,
        "platform_machine": system.machine,
        "platform_python_implementation": "CPython",
        "platform_release": system.release,
        "platform_system": system.sysname,
        "platform_version": system.version,
        "python_full_version": full,
        "python_version": "%d.%d" % sys.version_info[:2],
        "sys_platform": sys.platform,
    }


class Unknown(Exception):
    """A marker in a form that is not known."""


def holds(marker: str, values: Dict[str, str]) -> Optional[bool]:
    """Whether a marker is true; None where it cannot be read."""
    try:
        tokens = tokenize(marker)
        answer = either(tokens, values)
    except Unknown:
        return None
    return None if tokens else answer


def applies(requirement: Requirement, values: Dict[str, str]) -> Optional[bool]:
    """Whether a requirement counts here."""
    return holds(requirement.marker, values) if requirement.marker else True


def tokenize(marker: str) -> List[str]:
    tokens: List[str] = []
    place = 0
    while marker[place:].strip():
        match = TOKEN.match(marker, place)
        if match is None:
            raise Unknown(marker)
        tokens.append(re.sub(r"\s+", " ", match.group(1)))
        place = match.end()
    return tokens


def either(tokens: List[str], values: Dict[str, str]) -> bool:
    answer = both(tokens, values)
    while tokens and tokens[0] == "or":
        tokens.pop(0)
        answer = both(tokens, values) or answer
    return answer


def both(tokens: List[str], values: Dict[str, str]) -> bool:
    answer = one(tokens, values)
    while tokens and tokens[0] == "and":
        tokens.pop(0)
        answer = one(tokens, values) and answer
    return answer


def one(tokens: List[str], values: Dict[str, str]) -> bool:
    if tokens and tokens[0] == "(":
        tokens.pop(0)
        answer = either(tokens, values)
        if not tokens or tokens.pop(0) != ")":
            raise Unknown("no )")
        return answer
    if len(tokens) < 3:
        raise Unknown("no comparison")
    left, operator, right = tokens.pop(0), tokens.pop(0), tokens.pop(0)
    return compare(value(left, values), operator, value(right, values))


def value(token: str, values: Dict[str, str]) -> str:
    if token[0] in "'\"":
        return token[1:-1]
    # Old metadata has a dot.
    name = token.replace(".", "_")
    if name not in values:
        raise Unknown(token)
    return values[name]


def compare(left: str, operator: str, right: str) -> bool:
    if operator == "in":
        return left in right
    if operator == "not in":
        return left not in right
    as_versions = versions.matches(left, operator, right)
    if as_versions is not None:
        return as_versions
    if operator in ("==", "==="):
        return left == right
    if operator == "!=":
        return left != right
    raise Unknown(operator)

"""PEP 440 versions and specifiers, as far as pip check needs them. A form that is not known is None: it is skipped and
said, never guessed."""

import re
from typing import Any, List, NamedTuple, Optional, Tuple

VERSION = re.compile(
    r"""v?(?:(?P<epoch>\d+)!)?(?P<release>\d+(?:\.\d+)*)
    (?:[-_.]?(?P<pre>a|b|c|rc|alpha|beta|pre|preview)[-_.]?(?P<pre_number>\d*))?
    (?P<post>-(?P<bare>\d+)|[-_.]?(?:post|rev|r)[-_.]?(?P<post_number>\d*))?
    (?P<dev>[-_.]?dev[-_.]?(?P<dev_number>\d*))?
    (?:\+(?P<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?\Z""",
    re.X | re.I,
)
CLAUSE = re.compile(r"\s*(===|==|!=|~=|<=|>=|<|>)\s*([^\s,;)]+)\s*\Z")
LETTERS = {"a": "a", "alpha": "a", "b": "b", "beta": "b", "c": "rc", "rc": "rc", "pre": "rc", "preview": "rc"}

# Before and after everything that has a number of its own.
LOWEST: Tuple[Any, ...] = (-1,)
HIGHEST: Tuple[Any, ...] = (1 << 62,)


class Version(NamedTuple):
    """``pre``, ``post`` and ``dev`` are None where the version has none."""

    epoch: int
    release: Tuple[int, ...]
    pre: Optional[Tuple[str, int]]
    post: Optional[int]
    dev: Optional[int]
    local: Tuple[Tuple[int, str], ...]

    def key(self) -> Tuple[Any, ...]:
        """What versions are ordered by; a version for developers comes before what it leads to."""
        release = self.release
        while len(release) > 1 and release[-1] == 0:
            release = release[:-1]
        if self.pre is not None:
            pre: Tuple[Any, ...] = (0,) + self.pre
        elif self.post is None and self.dev is not None:
            pre = LOWEST
        else:
            pre = HIGHEST
        post = -1 if self.post is None else self.post
        dev = HIGHEST[0] if self.dev is None else self.dev
        return (self.epoch, release, pre, post, dev, self.local)

    def public(self) -> "Version":
        return self._replace(local=())

    def is_before_release(self) -> bool:
        return self.pre is not None or self.dev is not None


def parse(text: str) -> Optional[Version]:
    match = VERSION.match(text.strip())
    if match is None:
        return None
    pre, post = match.group("pre"), match.group("post")
    return Version(
        epoch=int(match.group("epoch") or 0),
        release=tuple(int(part) for part in match.group("release").split(".")),
        pre=(LETTERS[pre.lower()], int(match.group("pre_number") or 0)) if pre else None,
        post=int(match.group("bare") or match.group("post_number") or 0) if post else None,
        dev=int(match.group("dev_number") or 0) if match.group("dev") else None,
        local=local_parts(match.group("local") or ""),
    )


def local_parts(text: str) -> Tuple[Tuple[int, str], ...]:
    """Numbers come after words."""
    parts = [part for part in re.split(r"[-_.]", text.lower()) if part]
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)


def satisfies(version: str, specifier: str) -> Optional[bool]:
    """Whether a version is one that ``>=1.0,<2`` allows. An installed pre-release counts, as for pip check."""
    answers: List[bool] = []
    for clause in specifier.split(","):
        if not clause.strip():
            continue
        match = CLAUSE.match(clause)
        answer = matches(version, match.group(1), match.group(2)) if match else None
        if answer is None:
            return None
        answers.append(answer)
    return all(answers)


def matches(text: str, operator: str, wanted: str) -> Optional[bool]:
    if operator == "===":
        return text.lower() == wanted.lower()
    version = parse(text)
    if version is None:
        return None
    if wanted.endswith(".*"):
        prefix = parse(wanted[:-2])
        if prefix is None or operator not in ("==", "!="):
            return None
        return begins(version, prefix) == (operator == "==")
    bound = parse(wanted)
    return None if bound is None else compare(version, operator, bound)


def compare(version: Version, operator: str, bound: Version) -> Optional[bool]:
    plain = version.public()
    if operator in ("==", "!="):
        # A local part counts only where it is asked for.
        same = (version if bound.local else plain).key() == bound.key()
        return same == (operator == "==")
    if operator == "<=":
        return plain.key() <= bound.key()
    if operator == ">=":
        return plain.key() >= bound.key()
    if operator == "<":
        early = plain.is_before_release() and not bound.is_before_release() and same_release(plain, bound)
        return plain.key() < bound.key() and not early
    if operator == ">":
        late = (plain.post is not None and bound.post is None) or bool(version.local)
        return plain.key() > bound.key() and not (late and same_release(plain, bound))
    if len(bound.release) < 2:
        return None
    return plain.key() >= bound.key() and begins(plain, bound._replace(release=bound.release[:-1], pre=None, post=None))


def same_release(one: Version, other: Version) -> bool:
    strip = Version(0, (), None, None, None, ())
    return strip._replace(epoch=one.epoch, release=one.release).key() == (
        strip._replace(epoch=other.epoch, release=other.release).key()
    )


def begins(version: Version, prefix: Version) -> bool:
    """``==1.2.*``: zeros are taken to follow."""
    padded = version.release + (0,) * len(prefix.release)
    return version.epoch == prefix.epoch and padded[: len(prefix.release)] == prefix.release

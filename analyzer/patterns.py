"""KEEP and DROP patterns: absolute path globs, or modules in the way that import names them."""

import re
from fnmatch import translate
from typing import Dict, List, NamedTuple, Optional, Pattern, Tuple

from image import Image, contains


class Roots(NamedTuple):
    """Import folders, deepest first, so that a nested one names its own modules."""

    folders: Tuple[str, ...]

    def module_parts(self, path: str, is_folder: bool) -> Optional[List[str]]:
        """``/…/pkg/sub.py`` → pkg, sub. A data file counts as part of its folder."""
        folder = next((f for f in self.folders if path != f and contains(f, path)), None)
        if folder is None:
            return None
        parts = path[len(folder) :].strip("/").split("/")
        name = parts.pop()
        if parts and parts[-1] == "__pycache__":
            parts.pop()
        if is_folder:
            return parts + ([] if name == "__pycache__" else [name])
        if name.endswith((".py", ".pyc", ".pyi", ".so")):
            stem = name.partition(".")[0]
            return parts if stem == "__init__" else parts + [stem]
        return parts


def import_roots(folders: List[str]) -> Roots:
    return Roots(tuple(sorted(set(folders), key=lambda f: (-len(f), f))))


class Matcher:
    """A list of patterns, each with the number of files that it matched."""

    def __init__(self, image: Image, patterns: List[str], roots: Roots) -> None:
        self.roots = roots
        self.counts: Dict[str, int] = dict.fromkeys(patterns, 0)
        self.paths = [(p, path_pattern(canonical(image, p))) for p in patterns if p.startswith("/")]
        self.modules = [(p, segments(p)) for p in patterns if not p.startswith("/")]

    def match(self, path: str, is_folder: bool) -> List[str]:
        """The patterns that match a canonical path."""
        if not self.counts:
            return []
        found = [pattern for pattern, regex in self.paths if regex.match(path)]
        parts = self.roots.module_parts(path, is_folder) if self.modules else None
        if parts is not None:
            found += [pattern for pattern, wanted in self.modules if begins(parts, wanted)]
        return found

    def count(self, patterns: List[str], files: int = 1) -> None:
        for pattern in patterns:
            self.counts[pattern] += files

    def report(self) -> List[Dict[str, object]]:
        return [{"pattern": pattern, "files": self.counts[pattern]} for pattern in sorted(self.counts)]


def canonical(image: Image, pattern: str) -> str:
    """The pattern with the links of its fixed beginning followed: /lib/x* is /usr/lib/x* where /lib is a link."""
    fixed, rest = fixed_part(pattern)
    if not rest:
        # The end of a whole path is not followed: a pattern names a link itself, not what it leads to.
        folder, _, name = fixed.rpartition("/")
        return image.real(folder).rstrip("/") + "/" + name
    return image.real(fixed).rstrip("/") + rest


def fixed_part(pattern: str) -> Tuple[str, str]:
    """/srv/app/*.py → /srv/app, /*.py"""
    parts = pattern.rstrip("/").split("/")
    for index, part in enumerate(parts):
        if re.search(r"[*?\[]", part):
            return "/".join(parts[:index]), "/" + "/".join(parts[index:])
    return "/".join(parts), ""


def path_pattern(pattern: str) -> Pattern[str]:
    """``*`` and ``?`` stay within a name, ``**`` crosses folders; what is below a match matches too."""
    out: List[str] = []
    index = 0
    while index < len(pattern):
        if pattern.startswith("**/", index):
            out.append("(?:[^/]+/)*")
            index += 3
        elif pattern.startswith("**", index):
            out.append(".*")
            index += 2
        elif pattern[index] in "*?":
            out.append("[^/]*" if pattern[index] == "*" else "[^/]")
            index += 1
        elif pattern[index] == "[" and "]" in pattern[index + 2 :]:
            end = pattern.index("]", index + 2)
            inside = pattern[index + 1 : end].replace("\\", "\\\\").replace("[", "\\[")
            out.append("(?!/)[%s%s]" % (("^", inside[1:]) if inside[0] in "!^" else ("", inside)))
            index = end + 1
        else:
            out.append(re.escape(pattern[index]))
            index += 1
    return re.compile("(?s)%s(?:/.*)?$" % "".join(out))


def segments(pattern: str) -> List[Pattern[str]]:
    return [re.compile(translate(part)) for part in pattern.split(".")]


def begins(parts: List[str], wanted: List[Pattern[str]]) -> bool:
    """A package's pattern takes all below it."""
    return len(parts) >= len(wanted) and all(regex.match(part) for regex, part in zip(wanted, parts))

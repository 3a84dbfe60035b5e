"""Which strings may name modules, hold code, or name files."""

import re
from typing import Iterator, List

LONGEST_NAME = 300
LONGEST_CODE = 1 << 16
LONGEST_PATH = 1024

NAME = r"[^\W\d]\w*(?:\.[^\W\d]\w*)*"
# "a.b", ".b", "a.b:c", "ext://a.b", "a.b:make()", and an entry point's "name = a.b:c [extra]".
DOTTED = re.compile(r"(?:\w+://|[\w.-]+\s*=\s*)?(\.*%s)(?::(%s))?(?:\(\))?(?:\s*\[[\w\s,.-]*\])?$" % (NAME, NAME))
HYPHENED = re.compile(r"[a-z]\w*(?:-\w+){1,4}$")
SEPARATORS = re.compile(r"[\s,;]+")
# A statement somewhere in a text: code for exec, for timeit, for a python of its own, in a template.
STATEMENT = re.compile(
    r"(?:^|[\n;:{%%]|\"|')[ \t]*(?:from[ \t]+(\.*(?:%s)?)[ \t]+import[ \t]+\(?([\w \t,.*]+)|import[ \t]+([\w \t,.]+))"
    % NAME
)
RUN = re.compile(r"(?:^|\s)-m[\s=]+(%s)(?:\s|$)" % NAME)
# "a.b.%s", "a.b.{}_c", "a.b.$x": what is filled in may be so in another file.
FILLED = re.compile(r"\{\w*\}|%s|%\(\w+\)s|\$\{\w+\}|\$\w+")
TEMPLATE = re.compile(r"\.*%s\.\w*(?:%s)[\w.{}%%()$]*$" % (NAME, FILLED.pattern))
PATH = re.compile(r"(?:~?/|\w:)[^\0\n\r\t<>|\"'`$(){}\[\]\\^,;]+$")


# Settings inside of a source.
SETTINGS = re.compile(r"[\n{\[]")
INNER = re.compile(r"(?<![\w./@-])\.*[^\W\d]\w*(?:\.[^\W\d]\w*)+(?![\w/@(])")


def inner_names(value: str) -> List[str]:
    """Dotted names inside of a text that may be settings: JSON, YAML, a table."""
    return INNER.findall(value[:LONGEST_CODE]) if SETTINGS.search(value) else []


def names_of(value: str) -> List[str]:
    """The names that a string is, or lists: one text may have two spellings of a module's attribute."""
    match = DOTTED.match(value)
    if match is not None:
        module, attribute = match.groups()
        return [module, "%s.%s" % (module, attribute)] if attribute else [module]
    parts = [part for part in SEPARATORS.split(value) if part]
    matches = [DOTTED.match(part) for part in parts] if len(parts) > 1 else []
    dotted = [match.group(1) for match in matches if match is not None and "." in match.group(1)]
    return dotted if dotted and len(dotted) == len(parts) else []


def statements_of(value: str) -> Iterator[List[str]]:
    """Import statements inside of a text: each as its module and the names that are taken from it."""
    for match in STATEMENT.finditer(value[:LONGEST_CODE]):
        module, taken, plain = match.groups()
        if plain is None:
            names = [words[0] for words in (part.split() for part in taken.split(",")) if words]
            if module:
                yield [module] + names
        else:
            for words in (part.split() for part in plain.split(",")):
                if words and (len(words) == 1 or words[1:2] == ["as"]):
                    yield [words[0].strip(".")]


def run_by(value: str) -> List[str]:
    """Modules that a command line in a text runs with -m."""
    glued = [value[2:]] if value[:2] == "-m" and "." in value and DOTTED.match(value[2:]) else []
    return glued + RUN.findall(value[:LONGEST_CODE])

"""The words of a shell's text: quotes, variables, arguments and substitutions."""

import re
from fnmatch import translate
from typing import Callable, Dict, List, Optional, Set

# Stands for "$@" in a command's words until the command ends. No text of a script holds a NUL.
ALL = "\0@"
ENDS_WORD = " \t\r\n;&|()<>"
NAME = re.compile(r"[A-Za-z_]\w*|\d+|[@*#?$!-]")
DEFAULT = re.compile(r"(:?[-=+?])(.*)", re.S)
CUT = re.compile(r"(##|#|%%|%)(.*)", re.S)

# What the commands of a substitution write, where that is known.
Substitute = Callable[[str], Optional[str]]


class Variables:
    """What is known of a shell's variables and arguments, and what was not understood."""

    def __init__(self, values: Dict[str, str], exports: Set[str], arguments: List[str], unclear: List[str]) -> None:
        self.values = values
        self.exports = exports
        self.arguments = arguments
        self.unclear = unclear
        self.exports_all = False

    def copy(self) -> "Variables":
        copied = Variables(dict(self.values), set(self.exports), list(self.arguments), self.unclear)
        copied.exports_all = self.exports_all
        return copied

    def note(self, what: str) -> None:
        if what not in self.unclear:
            self.unclear.append(what)

    def assign(self, values: Dict[str, str]) -> None:
        self.values.update(values)
        if self.exports_all:
            self.exports.update(values)

    def declare(self, words: List[str]) -> None:
        """`export A=1 B`, and the like that do not export."""
        for word in words[1:]:
            name, equals, value = word.partition("=")
            if equals:
                self.assign({name: value})
            if words[0] == "export" or "-x" in words:
                self.exports.add(name)

    def exported(self) -> Dict[str, str]:
        return {name: self.values[name] for name in self.exports if name in self.values}

    def value(self, name: str) -> Optional[str]:
        if name.isdigit():
            return self.arguments[int(name)] if int(name) < len(self.arguments) else None
        if name == "BASH_SOURCE":
            return self.arguments[0] if self.arguments else None
        if name in ("@", "*"):
            return " ".join(self.arguments[1:])
        if name == "#":
            return str(len(self.arguments) - 1)
        return "" if name in ("?", "$", "!", "-") else self.values.get(name)


class Word:
    """One word, read from a position in a text."""

    def __init__(self, text: str, at: int, variables: Variables, substitute: Substitute) -> None:
        self.text = text
        self.at = at
        self.variables = variables
        self.substitute = substitute

    def read(self) -> List[str]:
        parts: List[str] = []
        quoted = False
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in ENDS_WORD:
            char = self.text[self.at]
            if char == "'":
                end = self.text.find("'", self.at + 1)
                end = len(self.text) if end < 0 else end
                parts.append(self.text[self.at + 1 : end])
                self.at, quoted = end + 1, True
            elif char == '"':
                parts.append(self.double_quoted())
                quoted = True
            elif char == "\\":
                parts.append(self.text[self.at + 1 : self.at + 2])
                self.at += 2
            else:
                parts.append(self.plain())
        if self.text[start : self.at] in ('"$@"', "$@", "$*", '"${@}"', "${@}"):
            return [ALL]
        # Arrays: `args=(...)` leaves a parenthesis for a word's start.
        joined = "".join(parts)
        return [joined] if quoted or self.at == start else joined.split()

    def double_quoted(self) -> str:
        self.at += 1
        parts: List[str] = []
        while self.at < len(self.text) and self.text[self.at] != '"':
            following = self.text[self.at + 1 : self.at + 2]
            if self.text[self.at] == "\\" and following and following in '"\\$`':
                parts.append(following)
                self.at += 2
            else:
                parts.append(self.plain())
        self.at += 1
        return "".join(parts)

    def plain(self) -> str:
        """One character, or one expansion."""
        text, at = self.text, self.at
        if text.startswith("$((", at):
            self.at = closing(text, at + 2, ")") + 1
            return ""
        if text.startswith("$(", at) or text[at] == "`":
            start = at + (2 if text[at] == "$" else 1)
            end = closing(text, start, ")") if text[at] == "$" else text.find("`", start)
            end = len(text) if end < 0 else end
            self.at = end + 1
            return self.substituted(text[start:end])
        if text.startswith("${", at):
            end = closing(text, at + 2, "}")
            self.at = end + 1
            return self.braced(text[at + 2 : end])
        found = NAME.match(text, at + 1) if text[at] == "$" else None
        if found is None:
            self.at += 1
            return text[at]
        # Without braces, $10 is $1 and a 0.
        name = found.group()[:1] if found.group().isdigit() else found.group()
        self.at = at + 1 + len(name)
        return self.known(name, self.variables.value(name))

    def substituted(self, text: str) -> str:
        value = self.substitute(text)
        if value is None:
            self.variables.note("a command substitution")
        return value or ""

    def known(self, name: str, value: Optional[str]) -> str:
        if value is None:
            self.variables.note("the variable %s, which the image does not set" % name)
        return value or ""

    def braced(self, inner: str) -> str:
        """What is between the braces of ${name:-fallback}, ${name##pattern} and the like."""
        found = NAME.match(inner)
        if inner.startswith("#") and len(inner) > 1 or found is None:
            self.variables.note("${%s}" % inner)
            return ""
        name, rest = found.group(), inner[found.end() :]
        value = self.variables.value(name)
        default = DEFAULT.match(rest)
        cut = CUT.match(rest)
        if default is not None:
            return self.with_default(name, value, default.group(1), default.group(2))
        if cut is not None:
            return cut_off(self.known(name, value), cut.group(1), self.inside(cut.group(2)))
        if rest and (name, rest) != ("BASH_SOURCE", "[0]"):
            self.variables.note("${%s}" % inner)
        return self.known(name, value)

    def with_default(self, name: str, value: Optional[str], operator: str, fallback: str) -> str:
        if operator.endswith("+"):
            return self.inside(fallback) if value else ""
        if value is not None and (value or not operator.startswith(":")):
            return value
        if operator[-1] in "-=":
            text = self.inside(fallback)
            if operator[-1] == "=":
                self.variables.assign({name: text})
            return text
        return self.known(name, value)

    def inside(self, text: str) -> str:
        """The text of a fallback, which may hold quotes and variables of its own."""
        word = Word(text, 0, self.variables, self.substitute)
        parts: List[str] = []
        while word.at < len(text):
            if text[word.at] in ENDS_WORD:
                parts.append(text[word.at])
                word.at += 1
            else:
                read = word.read()
                parts.append(" ".join(self.variables.value("@") or "" if part == ALL else part for part in read))
        return "".join(parts)


def cut_off(value: str, operator: str, pattern: str) -> str:
    """${name#pattern}, ##, % and %%: the shortest or longest match at the beginning or the end."""
    matches = re.compile(translate(pattern)).match
    cuts = range(len(value) + 1)
    if operator[0] == "#":
        found = [at for at in cuts if matches(value[:at])]
        return value[found[0 if operator == "#" else -1] :] if found else value
    found = [at for at in cuts if matches(value[at:])]
    return value[: found[-1 if operator == "%" else 0]] if found else value


def closing(text: str, at: int, end: str) -> int:
    """Where the bracket that is open at a position closes, past quotes and brackets inside; the end of
    the text where it does not."""
    opening = {")": "(", "}": "{"}[end]
    depth = 0
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 1
        elif char == "'" and end == ")" or char == '"':
            at = quote_end(text, at)
        elif char == end:
            if depth == 0:
                return at
            depth -= 1
        elif char == opening:
            depth += 1
        at += 1
    return len(text)


def quote_end(text: str, at: int) -> int:
    """The quote that closes the one at a position."""
    quote = text[at]
    index = at + 1
    while index < len(text) and text[index] != quote:
        index += 2 if text[index] == "\\" and quote == '"' else 1
    return index

"""Reads shell text just far enough to see which commands it runs. Both branches of a condition
count: a command that may run must be there. What a command's words come to at run time is known
only for plain variables, so every guess is noted."""

import re
from typing import Dict, List, NamedTuple, Optional

# Words that lead a command without being one.
OPENING = ("if", "while", "until", "{")
CLOSING = ("fi", "done", "esac", "}")
LEADING = OPENING + CLOSING + ("then", "elif", "else", "do", "!", "time")
# The first words of these name a variable, a pattern or a function, no command.
NAMING = ("for", "case", "select", "function")
OPERATORS = ("&&", "||", ";;", ";", "|&", "|", "&", "(", ")", "\n")
REDIRECT = re.compile(r"\d*(<<-?|[<>]+[&|]?)[ \t]*")
BLANKS = " \t\r"
# An entrypoint script is a page or two; a megabyte of text is no script.
LONGEST = 1 << 17
ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
VARIABLE = re.compile(r"\$(?:([A-Za-z_]\w*|\d)|\{(\w+)(?:(:?[-=+?])([^{}]*))?\}|([@*#?$!]))")


class Command(NamedTuple):
    """One simple command: its assignments and its words."""

    assignments: Dict[str, str]
    words: List[str]


class Script(NamedTuple):
    """The commands of a text in order, and what was not understood."""

    commands: List[Command]
    unclear: List[str]


def read(text: str, env: Dict[str, str], arguments: List[str]) -> Script:
    """``arguments`` are $0, $1 and on."""
    reader = Reader(text, dict(env), arguments)
    reader.run()
    return Script(reader.commands, reader.unclear)


def exported(words: List[str]) -> Dict[str, str]:
    """The assignments of ``export A=1 B=2``."""
    pairs = [word.partition("=") for word in words[1:] if ASSIGNMENT.match(word)]
    return {name: value for name, _, value in pairs}


class Reader:
    """The position in a text and the command under way."""

    def __init__(self, text: str, env: Dict[str, str], arguments: List[str]) -> None:
        self.text = text[:LONGEST].replace("\\\n", "")
        self.at = 0
        self.env = env
        self.arguments = arguments
        self.words: List[str] = []
        self.operator = ""
        self.depth = 0
        self.commands: List[Command] = []
        self.unclear: List[str] = []

    def run(self) -> None:
        while self.at < len(self.text):
            operator = next((o for o in OPERATORS if self.text.startswith(o, self.at)), None)
            redirect = REDIRECT.match(self.text, self.at)
            if operator is not None:
                self.at += len(operator)
                self.finish(operator)
            elif self.text[self.at] in BLANKS:
                self.at += 1
            elif self.text[self.at] == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif redirect is not None:
                self.at = redirect.end()
                if redirect.group(1).startswith("<<"):
                    self.note("a here-document")
                self.word()
            else:
                self.words += self.word()
        self.finish("")

    def note(self, what: str) -> None:
        if what not in self.unclear:
            self.unclear.append(what)

    def finish(self, operator: str) -> None:
        """The command under way ends at an operator."""
        words, self.words = self.words, []
        before, self.operator = self.operator, operator
        while words and words[0] in LEADING:
            word = words.pop(0)
            self.depth += (word in OPENING) - (word in CLOSING)
        if words and words[0] in NAMING:
            self.depth += words[0] != "function"
            self.note("a `%s`" % words[0])
            return
        assignments: Dict[str, str] = {}
        while words and ASSIGNMENT.match(words[0]):
            name, _, value = words.pop(0).partition("=")
            assignments[name] = value
        if not words:
            self.env.update(assignments)
            return
        if words[0] == "export":
            self.env.update(exported(words))
        self.commands.append(Command(assignments, words))
        if words[0] == "exec" and len(words) > 1 and self.depth == 0 and before not in ("&&", "||"):
            # Nothing after it is read: a script that is also Python text is Python from here on.
            self.at = len(self.text)

    def word(self) -> List[str]:
        """The next word; none or several where "$@" stands."""
        parts: List[str] = []
        quoted = False
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in " \t\r\n;&|()<>":
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
        if self.text[start : self.at] in ('"$@"', "$@", "$*", '"${@}"'):
            return list(self.arguments[1:])
        joined = "".join(parts)
        return [joined] if quoted else joined.split()

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
        if self.text[self.at] == "`" or self.text.startswith("$(", self.at):
            self.note("a command substitution")
            self.at = self.end_of_substitution()
            return ""
        found = VARIABLE.match(self.text, self.at)
        if found is None:
            self.at += 1
            return self.text[self.at - 1]
        self.at = found.end()
        bare, braced, operator, fallback, special = found.groups()
        if special is not None:
            return " ".join(self.arguments[1:]) if special in "@*" else ""
        return self.expand(bare or braced, operator or "", fallback or "")

    def expand(self, name: str, operator: str, fallback: str) -> str:
        """${name}, ${name:-fallback} and the like."""
        value: Optional[str] = self.env.get(name)
        if name.isdigit():
            value = self.arguments[int(name)] if int(name) < len(self.arguments) else None
        if operator.endswith("+"):
            return fallback if value else ""
        if value is not None and (value or not operator.startswith(":")):
            return value
        if operator[-1:] in ("-", "="):
            return fallback
        if value is None:
            self.note("the variable %s, which the image does not set" % name)
        return ""

    def end_of_substitution(self) -> int:
        """Past a command substitution; quotes inside it are not looked at."""
        if self.text[self.at] == "`":
            end = self.text.find("`", self.at + 1)
            return len(self.text) if end < 0 else end + 1
        depth = 0
        for index in range(self.at, len(self.text)):
            depth += (self.text[index] == "(") - (self.text[index] == ")")
            if self.text[index] == ")" and depth == 0:
                return index + 1
        return len(self.text)

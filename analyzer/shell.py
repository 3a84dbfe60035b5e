"""Reads shell text just far enough to see which commands it runs. Every branch counts: a command that
may run must be there. What a command's words come to at run time is known only for plain variables and
arguments, so every guess is noted."""

import re
from typing import Callable, Dict, List, NamedTuple, Optional, Set

import expansion
from expansion import ALL, Variables

# Words that open and close a compound command, or lead a command without being one.
OPENING = {"if": "fi", "while": "done", "until": "done", "for": "done", "select": "done", "{": "}", "(": ")"}
CLOSING = ("fi", "done", "esac", "}")
NEXT_BRANCH = ("else", "elif")
LEADING = ("then", "do", "!", "time")
# `;&` and `;;&` are bash's ways out of a branch of `case`.
OPERATORS = (";;&", ";;", ";&", "&&", "||", ";", "|&", "|", "&", "(", ")", "\n")
REDIRECT = re.compile(r"(?:\d*|&)(<<<|<<-?|<>|[<>]+[&|]?)[ \t]*")
BLANKS = " \t\r"
# An entrypoint script is a page or two; a megabyte of text is no script.
LONGEST = 1 << 17
DEEPEST = 8
ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\+?=")

Source = Callable[[str], Optional[str]]


class Command(NamedTuple):
    """One simple command: its assignments, its words, what is exported when it runs, and whether it
    runs whatever else happens."""

    assignments: Dict[str, str]
    words: List[str]
    exported: Dict[str, str]
    sure: bool


class Script(NamedTuple):
    """The commands of a text in order, and what was not understood."""

    commands: List[Command]
    unclear: List[str]


class Frame(NamedTuple):
    """A compound command that is open: the word that closes it, the arguments before it, and those that
    its branches left behind."""

    closing: str
    arguments: List[str]
    left: List[List[str]]
    variables: Optional[Variables]


def read(text: str, env: Dict[str, str], arguments: List[str], source: Source = lambda name: None) -> Script:
    """``arguments`` are $0, $1 and on; ``source`` gives the text of a file that the script reads in."""
    reader = Reader(text, Variables(dict(env), set(env), list(arguments), []), source, 0)
    reader.run()
    return Script(reader.commands, reader.variables.unclear)


class Reader:
    """The position in a text, the compound commands around it, and the command under way."""

    def __init__(self, text: str, variables: Variables, source: Source, depth: int) -> None:
        self.text = text[:LONGEST].replace("\\\n", "")
        self.at = 0
        self.variables = variables
        self.source = source
        self.depth = depth
        self.words: List[str] = []
        self.operator = ""
        self.frames: List[Frame] = []
        self.defining = False
        self.functions: Set[str] = set()
        self.documents: List[str] = []
        # What "$@" may be besides the present arguments: a branch may have set others.
        self.others: List[List[str]] = []
        self.commands: List[Command] = []

    def run(self) -> None:
        while self.at < len(self.text):
            operator = next((o for o in OPERATORS if self.text.startswith(o, self.at)), None)
            redirect = REDIRECT.match(self.text, self.at)
            if redirect is not None:
                self.at = redirect.end()
                target = self.word()
                if redirect.group(1) in ("<<", "<<-"):
                    self.documents += target[:1]
            elif operator is not None:
                self.at += len(operator)
                self.end_of_command(operator)
            elif self.text[self.at] in BLANKS:
                self.at += 1
            elif self.text[self.at] == "#":
                self.to_end_of_line()
            else:
                start = self.at
                known = len(self.variables.unclear)
                words = self.word()
                if self.words[:1] in (["["], ["test"]):
                    # What a condition comes to is all the same: every branch is read.
                    del self.variables.unclear[known:]
                self.take(words, self.text[start : self.at])
        self.finish("")

    def to_end_of_line(self) -> None:
        end = self.text.find("\n", self.at)
        self.at = len(self.text) if end < 0 else end

    def end_of_command(self, operator: str) -> None:
        if operator == "(":
            self.parenthesis()
            return
        self.finish(operator)
        if operator == ")" and self.frames and self.frames[-1].closing == ")":
            self.close()
        elif operator in (";;", ";&", ";;&") and self.frames and self.frames[-1].closing == "esac":
            self.next_branch()
            self.pattern()
        elif operator == "\n":
            self.skip_documents()

    def parenthesis(self) -> None:
        """A function's head, arithmetic, or commands in a shell of their own."""
        head = re.compile(r"[ \t]*\)").match(self.text, self.at)
        if len(self.words) == 1 and head is not None:
            self.at = head.end()
            self.define(self.words.pop())
        elif self.text.startswith("(", self.at):
            end = self.text.find("))", self.at)
            self.at = len(self.text) if end < 0 else end + 2
            self.words.append(":")
        else:
            self.finish("(")
            self.open(")")

    def define(self, name: str) -> None:
        """What a function's commands do to variables is not done where it is defined."""
        self.functions.add(name)
        self.defining = True

    def open(self, closing: str) -> None:
        kept = self.variables.copy() if self.defining or closing == ")" else None
        self.defining = False
        self.frames.append(Frame(closing, list(self.variables.arguments), [], kept))

    def close(self) -> None:
        if not self.frames:
            return
        self.next_branch()
        frame = self.frames.pop()
        self.others += [arguments for arguments in frame.left if arguments not in self.others]
        if frame.variables is not None:
            frame.variables.unclear = self.variables.unclear
            self.variables = frame.variables

    def next_branch(self) -> None:
        """The other branch starts with the arguments that this one had before it; one that ends the script
        leaves none behind."""
        if not self.frames:
            return
        ends = bool(self.commands) and self.commands[-1].words[0] in ("exec", "exit", "return")
        if self.variables.arguments != self.frames[-1].arguments and not ends:
            self.frames[-1].left.append(self.variables.arguments)
        self.variables.arguments = list(self.frames[-1].arguments)

    def pattern(self) -> None:
        """Skip the patterns of a branch of `case`; `esac` is left to be read."""
        found = re.compile(r"(?:\s|#[^\n]*\n)*").match(self.text, self.at)
        self.at = found.end() if found else self.at
        if re.compile(r"esac\b").match(self.text, self.at) is None:
            bracket = self.text.startswith("(", self.at)
            self.at = expansion.closing(self.text, self.at + bracket, ")") + 1

    def skip_documents(self) -> None:
        """Here-documents follow the line that names them."""
        for end in self.documents:
            found = re.compile(r"^\t*%s$" % re.escape(end), re.M).search(self.text, self.at)
            self.at = len(self.text) if found is None else found.end()
        self.documents = []

    def take(self, words: List[str], raw: str) -> None:
        """A word: reserved in the place of a command, else the command's own."""
        if self.words:
            self.words += words
            if self.words[0] == "case" and len(self.words) == 3 and raw == "in":
                self.words = []
                self.open("esac")
                self.pattern()
            elif self.words[0] == "function" and len(self.words) == 2:
                self.words = []
                head = re.compile(r"[ \t]*\([ \t]*\)").match(self.text, self.at)
                self.at = head.end() if head else self.at
                self.define(words[0])
        elif raw in OPENING:
            self.open(OPENING[raw])
            self.words += [raw] if raw in ("for", "select") else []
        elif raw in CLOSING:
            self.close()
        elif raw in NEXT_BRANCH:
            self.next_branch()
        elif raw == "[[":
            end = self.text.find("]]", self.at)
            self.at = len(self.text) if end < 0 else end + 2
            self.words = ["["]
        elif raw not in LEADING:
            self.words += words

    def finish(self, operator: str) -> None:
        """The command under way ends at an operator."""
        words, self.words = self.words, []
        before, self.operator = self.operator, operator
        if words and words[0] in ("for", "select"):
            self.loop(words)
            return
        assignments: Dict[str, str] = {}
        while words and ASSIGNMENT.match(words[0]):
            name, _, value = words.pop(0).partition("=")
            before_it = self.variables.values.get(name[:-1], "") if name.endswith("+") else ""
            assignments[name.rstrip("+")] = before_it + value
        if not words:
            self.variables.assign(assignments)
            return
        alone = not self.frames and before not in ("&&", "||")
        for number, given in enumerate([self.variables.arguments] + (self.others if ALL in words else [])):
            expanded = [w for word in words for w in (given[1:] if word == ALL else [word])]
            if expanded and expanded[0] not in self.functions:
                self.commands.append(
                    Command(assignments, expanded, self.variables.exported(), alone and number == 0 and not self.others)
                )
        self.obey(words, before)

    def loop(self, words: List[str]) -> None:
        """`for name in words`: the variable has the first of them, which stands for all."""
        items = words[3:] if words[2:3] == ["in"] else [ALL]
        items = [w for item in items for w in (self.variables.arguments[1:] if item == ALL else [item])]
        if len(words) > 1:
            self.variables.assign({words[1]: items[0] if items else ""})
        if len(items) != 1:
            self.variables.note("a `%s`" % words[0])

    def obey(self, words: List[str], before: str) -> None:
        """The builtins that change what follows."""
        variables = self.variables
        if words[0] in ("export", "declare", "readonly", "local", "typeset"):
            variables.declare(words)
        elif words[0] == "set" and "--" in words:
            given = words[words.index("--") + 1 :]
            variables.arguments = variables.arguments[:1] + [
                w for word in given for w in (variables.arguments[1:] if word == ALL else [word])
            ]
        elif words[0] == "set" and re.match(r"-\w*a|-o$", words[1] if len(words) > 1 else ""):
            variables.exports_all = words[1] != "-o" or "allexport" in words
        elif words[0] == "shift":
            count = int(words[1]) if len(words) > 1 and words[1].isdigit() else 1
            variables.arguments[1 : 1 + count] = []
        elif words[0] == "eval":
            variables.note("an `eval`")
        elif words[0] in (".", "source") and len(words) > 1 and self.depth < DEEPEST:
            self.read_in(words[1])
        elif words[0] == "exec" and len(words) > 1 and not self.frames and before not in ("&&", "||"):
            # Nothing after it is read: a script that is also Python text is Python from here on.
            self.at = len(self.text)

    def read_in(self, name: str) -> None:
        text = self.source(name)
        if text is None:
            self.variables.note("the file %s, which is not in the image" % name)
            return
        inner = Reader(text, self.variables, self.source, self.depth + 1)
        inner.run()
        self.variables = inner.variables
        self.functions |= inner.functions
        self.commands += inner.commands

    def word(self) -> List[str]:
        """The next word; none or several where "$@" stands."""
        word = expansion.Word(self.text, self.at, self.variables, self.substitute)
        parts = word.read()
        self.at = word.at
        return parts

    def substitute(self, text: str) -> Optional[str]:
        """The commands of a substitution run before the one around it."""
        if self.depth >= DEEPEST:
            return None
        inner = Reader(text, self.variables.copy(), self.source, self.depth + 1)
        inner.functions = self.functions
        inner.run()
        self.commands += [command._replace(sure=False) for command in inner.commands]
        return written([command.words for command in inner.commands])


def written(commands: List[List[str]]) -> Optional[str]:
    """What commands write that only take a path apart, as scripts do to find their own folder. A link is
    not followed here: the path leads to the same file."""
    if [words[0] for words in commands[-2:]] == ["cd", "pwd"]:
        return next((word for word in commands[-2][1:] if not word.startswith("-")), None)
    if not commands or len(commands[-1]) < 2:
        return None
    # Commands of an inner substitution stand before.
    name, value = commands[-1][0], commands[-1][-1]
    if name == "dirname":
        return value.rstrip("/").rpartition("/")[0] or ("/" if value.startswith("/") else ".")
    if name == "basename" and len(commands[-1]) == 2:
        return value.rstrip("/").rpartition("/")[2]
    is_query = name == "which" or (name == "command" and commands[-1][1] == "-v")
    return value if is_query or name in ("realpath", "readlink") else None

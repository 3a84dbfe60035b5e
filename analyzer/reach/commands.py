"""Command lines and code in texts: what a python of the program's own runs."""

import ast
import re

from reach import texts
from reach.folding import Folding
from reach.given import Found
from reach.nodes import constant_of
from reach.records import Computed, Import
from reach.syntax import Spot
from reach.values import pattern_of

DOTTED = re.compile(r"%s$" % texts.NAME)


def of_lists(folding: Folding, found: Found) -> None:
    """The words of a command: ``-m`` and a module."""
    if "-m" not in folding.syntax.seen:
        return
    for spot in folding.syntax.lists:
        words = spot.node.elts
        for at, word in enumerate(words[:-1]):
            if constant_of(word) == "-m":
                run(folding, words[at + 1], spot, found)
    for spot in folding.syntax.calls:
        words = spot.node.args
        for at, word in enumerate(words[:-1]):
            # Something to run stands before it.
            if at and constant_of(word) == "-m":
                run(folding, words[at + 1], spot, found)


def run(folding: Folding, node: ast.expr, spot: Spot, found: Found) -> None:
    for value in folding.values(node, spot.scope):
        # A relative name is none for -m: dots that lead are what code takes off.
        pattern = pattern_of(value).lstrip(".")
        if "*" in pattern:
            found.computed.append(Computed(pattern, spot.node.lineno, "python -m"))
        elif DOTTED.match(pattern):
            found.imports.append(Import(pattern, (), spot.node.lineno, True))
            found.imports.append(Import(pattern + ".__main__", (), spot.node.lineno, True))


def in_text(text: str, line: int, found: Found) -> None:
    for words in texts.statements_of(text):
        found.imports.append(Import(words[0], tuple(words[1:]), line, True))
    for name in texts.run_by(text):
        found.imports.append(Import(name, (), line, True))
        found.imports.append(Import(name + ".__main__", (), line, True))

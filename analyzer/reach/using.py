"""Calls that ask for entry points, metadata, libraries and resources."""

import re

from reach import names
from reach.given import Given, Meaning
from reach.values import PACKAGE, Reference, path_shown, pattern_of


def group(position: int) -> Meaning:
    def meaning(given: Given) -> None:
        for text in names.of_texts(given.at(position, "group")) or ["*"]:
            given.use("group", text)

    return meaning


def entry_point(given: Given) -> None:
    """A method of a distribution has no distribution before the group."""
    group(0 if len(given.positional) == 2 else 1)(given)


def entry_points(given: Given) -> None:
    """All of them, where nothing says which; what is selected from the result says so by itself."""
    if "group" in given.keywords:
        group(9)(given)
    elif given.keywords:
        given.use("group", "*")
    else:
        given.found.unselected[id(given.node)] = given.node.lineno


def select(given: Given) -> None:
    if "group" in given.keywords:
        group(9)(given)


def distribution(given: Given) -> None:
    for text in names.of_texts(given.at(0, "distribution_name", "name", "dist")) or ["*"]:
        match = re.match(r"[\w.*-]+", text.lstrip())
        given.use("distribution", match.group() if match else "*")


def every_distribution(given: Given) -> None:
    given.use("distribution", "*")


def library(given: Given) -> None:
    for value in given.at(0, "name"):
        if isinstance(value, str) and value:
            given.use("library", path_shown(value) or pattern_of(value))
        elif value is not None and not isinstance(value, int):
            given.use("library", "*")


def resource(given: Given) -> None:
    values = given.at(0, "anchor", "package", "package_or_requirement")
    for value in values or (PACKAGE,):
        if isinstance(value, Reference):
            given.use("resource", value.name)
        else:
            # A module that is no package stands for the one that it is in.
            given.use("resource", "." if value == given.folding.own_name else pattern_of(value))


def contents(given: Given) -> None:
    resource(given)
    for value in given.at(0, "package"):
        given.use("listing", value.name if isinstance(value, Reference) else pattern_of(value))

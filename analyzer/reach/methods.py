"""What methods of texts, paths and tables give."""

import itertools
from typing import Callable, Dict, Iterable, Iterator, List, Optional

from reach.arguments import chosen, first, same
from reach.items import item, stem
from reach.values import (
    HOLE,
    MOST_VALUES,
    PACKAGE,
    UNKNOWN,
    Table,
    Value,
    Values,
    braces,
    folder,
    is_members,
    is_path,
    join,
    members_of,
    package_above,
    text_of,
)


def textual(change: Callable[[str], Value]) -> "Method":
    def method(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Values:
        return (change(value),) if isinstance(value, str) else UNKNOWN

    return method


def with_words(change: Callable[..., Value], whole: bool = True) -> "Method":
    """A method of texts with constant arguments; ``whole``: a hole in the text leaves nothing known."""

    def method(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
        if not isinstance(value, str) or (whole and HOLE in value):
            yield HOLE
            return
        for words in chosen(positional):
            known = all(isinstance(word, (str, int)) and word != HOLE or word is None for word in words)
            try:
                yield change(value, *words) if known else HOLE
            except (TypeError, ValueError):
                yield HOLE

    return method


def replaced(value: str, old: str, new: str, *rest: int) -> Value:
    """Known parts change; what is not known stays so."""
    return value.replace(old, new, *rest) if old else HOLE


def divided_at_last(value: str, separator: str) -> Value:
    if separator == "." and PACKAGE in value:
        head = package_above(value)
        return (head, separator, value.rpartition(".")[2])
    if is_path(value) and separator == "/":
        return (folder(value), separator, value.rpartition("/")[2])
    start, hole, end = value.rpartition(HOLE)
    if hole and separator not in end:
        # What is not known may have the last one in it.
        return (start + HOLE, separator, HOLE + end)
    return value.rpartition(separator)


def divided_at_first(value: str, separator: str) -> Value:
    if PACKAGE in value:
        return (HOLE, separator, HOLE)
    return value.partition(separator)


def split_text(value: str, separator: Optional[str] = None, most: int = -1) -> Value:
    return (HOLE,) if PACKAGE in value or is_path(value) else tuple(value.split(separator, most))


def split_right(value: str, separator: Optional[str] = None, most: int = -1) -> Value:
    if PACKAGE in value:
        return (package_above(value), HOLE) if separator == "." and most == 1 else (HOLE,)
    if is_path(value):
        return (up(value, most), HOLE) if separator == "/" and most > 0 else (HOLE,)
    return tuple(value.rsplit(separator, most))


def up(path: str, steps: int) -> str:
    for _ in range(min(steps, 16)):
        path = folder(path)
    return path


def without_start(value: str, start: str) -> Value:
    return value[len(start) :] if value.startswith(start) else value


def without_end(value: str, end: str) -> Value:
    return value[: len(value) - len(end)] if value.endswith(end) else value


def joined_text(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    if not isinstance(value, str):
        yield HOLE
        return
    for members in positional[0] if positional else UNKNOWN:
        yield value.join(text_of(member) for member in members) if is_members(members) else HOLE


def formatted_text(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    if not isinstance(value, str):
        yield HOLE
        return
    names = sorted(keywords)
    choices = itertools.product(*(positional + [keywords[name] for name in names]))
    for chosen_ones in itertools.islice(choices, MOST_VALUES + 1):
        words, named = chosen_ones[: len(positional)], chosen_ones[len(positional) :]
        yield braces(value, words, dict(zip(names, named)))


def joined_path(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    for parts in chosen(positional):
        yield join([text_of(value)] + [text_of(part) for part in parts])


def unchanged(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return (value,)


def with_name(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    for name in same(positional, keywords):
        yield join((folder(value), text_of(name))) if isinstance(value, str) else HOLE


def with_suffix(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    for suffix in same(positional, keywords):
        if isinstance(value, str) and is_path(value):
            yield folder(value) + "/" + stem(value) + text_of(suffix)
        else:
            yield HOLE


def got(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    """``get``, ``pop`` and ``setdefault`` of a table."""
    if isinstance(value, Table) and positional:
        yield from item(value, positional[0])
        yield from first(positional, keywords, 1, "default")
    elif is_members(value):
        yield from value
    else:
        yield from first(positional, keywords, 1, "default") + UNKNOWN


def pairs(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return (value.items,) if isinstance(value, Table) else UNKNOWN


def keys(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return (members_of(value),)


def inner_values(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return (tuple(inner for _, inner in value.items),) if isinstance(value, Table) else UNKNOWN


def united(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return (members_of(value) + tuple(one for values in positional for each in values for one in members_of(each)),)


Method = Callable[[Value, List[Values], Dict[str, Values]], Iterable[Value]]
METHODS: Dict[str, Method] = {
    "format": formatted_text,
    "join": joined_text,
    "replace": with_words(replaced, False),
    "split": with_words(split_text),
    "rsplit": with_words(split_right),
    "partition": with_words(divided_at_first),
    "rpartition": with_words(divided_at_last, False),
    "splitlines": textual(lambda value: tuple(value.splitlines())),
    "strip": with_words(str.strip, False),
    "lstrip": with_words(str.lstrip, False),
    "rstrip": with_words(str.rstrip, False),
    "removeprefix": with_words(without_start),
    "removesuffix": with_words(without_end),
    "lower": textual(str.lower),
    "upper": textual(str.upper),
    "title": textual(str.title),
    "capitalize": textual(str.capitalize),
    "encode": unchanged,
    "decode": unchanged,
    "copy": unchanged,
    "resolve": unchanged,
    "absolute": unchanged,
    "expanduser": unchanged,
    "as_posix": unchanged,
    "__str__": unchanged,
    "joinpath": joined_path,
    "with_name": with_name,
    "with_suffix": with_suffix,
    "get": got,
    "pop": got,
    "setdefault": got,
    "items": pairs,
    "keys": keys,
    "values": inner_values,
    "union": united,
}

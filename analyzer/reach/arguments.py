"""The arguments of a call as all that each may be."""

import itertools
from typing import Dict, Iterator, List, Tuple

from reach.values import MOST_VALUES, UNKNOWN, Value, Values

Parts = Tuple[List[Values], Dict[str, Values]]


def first(positional: List[Values], keywords: Dict[str, Values], at: int = 0, name: str = "") -> Values:
    if at < len(positional):
        return positional[at]
    return keywords.get(name, ())


def chosen(positional: List[Values]) -> Iterator[Tuple[Value, ...]]:
    return itertools.islice(itertools.product(*positional), MOST_VALUES + 1)


def same(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return positional[0] if positional else UNKNOWN

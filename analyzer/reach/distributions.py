"""The distributions of the image: what installers wrote down of what they installed."""

from typing import NamedTuple, Tuple


class Distribution(NamedTuple):
    """An installed project. ``files`` are canonical paths; ``requires`` holds every key that its metadata
    names, extras included and markers ignored."""

    key: str
    name: str
    version: str
    info: str
    files: Tuple[str, ...]
    tops: Tuple[str, ...]
    requires: Tuple[str, ...]
    entry_points: Tuple[Tuple[str, str, str], ...]

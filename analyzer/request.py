"""request.json: what the frontend asks of the analyzer."""

import json
import os
from typing import Any, Dict, List, NamedTuple, Optional, Tuple, cast


class Config(NamedTuple):
    """The effective image configuration: the source's, with the Kontainfile over it."""

    entrypoint: List[str]
    cmd: List[str]
    env: Dict[str, str]
    workdir: str
    user: str


class Request(NamedTuple):
    """The whole of request.json, checked."""

    interpreter: str
    config: Config
    link: str
    prune: str
    keep: List[str]
    drop: List[str]
    linkable: Dict[str, List[str]]
    releases: Optional[List[str]]
    # The lines of the Kontainfile at which its TRACE instructions stand, in the order of trace.json.
    traced: Tuple[int, ...] = ()


def load(path: str) -> Request:
    with open(path, "rb") as file:
        return parse(file.read())


def parse(data: bytes) -> Request:
    """Check once; a request that is not as agreed is the frontend's mistake and may raise."""
    top = cast(Dict[str, Any], json.loads(data.decode("utf-8")))
    if top.get("format") != 1:
        raise ValueError("request.json has format %r, this analyzer reads 1" % (top.get("format"),))
    if top["link"] not in ("auto", "static", "dynamic"):
        raise ValueError("request.json has link %r" % (top["link"],))
    if top["prune"] not in ("none", "safe", "strict"):
        raise ValueError("request.json has prune %r" % (top["prune"],))
    config = cast(Dict[str, Any], top["config"])
    linkable = cast(Dict[str, Any], top["linkable"])
    releases = top.get("releases")
    return Request(
        interpreter=name(top["interpreter"]),
        config=Config(
            entrypoint=names(config.get("entrypoint")),
            cmd=names(config.get("cmd")),
            env=environment(names(config.get("env"))),
            workdir=name(config.get("workdir") or "/"),
            user=name(config.get("user") or ""),
        ),
        link=str(top["link"]),
        prune=str(top["prune"]),
        keep=names(top.get("keep")),
        drop=names(top.get("drop")),
        linkable={version: names(linkable[version]) for version in sorted(linkable)},
        releases=None if releases is None else names(releases),
        traced=tuple(int(line) for line in cast(List[Any], top.get("traced") or [])),
    )


def name(value: Any) -> str:
    """Text of the request as the file system spells it: under the C locale Python 3.6 encodes
    names as ASCII with surrogates, and plain text would not reach the file."""
    if not isinstance(value, str):
        raise ValueError("request.json: %r is not a string" % (value,))
    return os.fsdecode(value.encode("utf-8"))


def names(value: Optional[Any]) -> List[str]:
    if value is None:
        return []
    return [name(item) for item in cast(List[Any], value)]


def environment(items: List[str]) -> Dict[str, str]:
    """K=V items as a mapping; as in a container, the last of equal names wins."""
    pairs: List[Tuple[str, str, str]] = [item.partition("=") for item in items]
    return {key: value for key, separator, value in pairs if key and separator}

"""request.json: the distribution whose C modules are wanted. It comes from inside an image, so nothing in it is
trusted."""

import json
import re
from pathlib import Path
from typing import Any, Mapping, NamedTuple, Optional, Sequence

WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+!:~_-]*")
SONAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9.+_-]*")


class Package(NamedTuple):
    """The distribution's package of Debian or Ubuntu, and its source package."""

    name: str
    version: str
    source: str
    source_version: str


class Request(NamedTuple):
    """``needs`` are the libraries of the image's own modules; ``sources`` are files of the named context that have
    other versions. ``indexed`` tells whether the index may be asked for it, and not only for what it is built with."""

    key: str
    name: str
    version: str
    package: Optional[Package]
    needs: Sequence[str]
    suite: Optional[str]
    python: str
    abiflags: str
    soabi: str
    indexed: bool
    index_url: str
    sources: Sequence[str]

    @property
    def short(self) -> str:
        """X.Y"""
        return ".".join(self.python.split(".")[:2])

    @property
    def title(self) -> str:
        return f"{self.key} {self.version}"


class RequestError(Exception):
    """The request is not what the contract says."""


def read_request(path: Path) -> Request:
    data: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    package = data["package"]
    python = data["python"]
    return Request(
        key=word(data["key"]),
        name=word(data["name"]),
        version=word(data["version"]),
        package=None if package is None else Package(*(word(package[field]) for field in Package._fields)),
        needs=[soname(name) for name in data["needs"]],
        suite=None if data["suite"] is None else word(data["suite"]),
        python=word(python["version"]),
        abiflags=flags(python["abiflags"]),
        soabi=word(python["soabi"]),
        indexed=data["indexed"] is True,
        index_url=str(data["index"]),
        sources=[str(name) for name in data["sources"]],
    )


def word(value: Any) -> str:
    if not isinstance(value, str) or WORD.fullmatch(value) is None:
        raise RequestError(f"request.json has {value!r} where a name or a version is expected")
    return value


def flags(value: Any) -> str:
    if not isinstance(value, str) or re.fullmatch(r"[a-z]{0,4}", value) is None:
        raise RequestError(f"request.json has {value!r} where an interpreter's flags are expected")
    return value


def soname(value: Any) -> str:
    if not isinstance(value, str) or SONAME.fullmatch(value) is None:
        raise RequestError(f"request.json has {value!r} where a library's name is expected")
    return value

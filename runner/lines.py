"""What a line of a Kontainfile has our programs do in an image, and how that image starts its programs."""

import json
from typing import Any, Dict, List, NamedTuple, cast


class Config(NamedTuple):
    """The effective configuration of the image."""

    argv: List[str]
    env: Dict[str, str]
    workdir: str
    user: str
    ports: List[int]


class HttpRequest(NamedTuple):
    method: str
    path: str


class Line(NamedTuple):
    """One line; without ``requests`` its command runs to its end, and ``port`` is 0 where none is named."""

    argv: List[str]
    line: str
    shell: List[str]
    requests: List[HttpRequest]
    port: int
    timeout: float


def load(path: str) -> Dict[str, Any]:
    with open(path, "rb") as file:
        return cast(Dict[str, Any], json.loads(file.read().decode("utf-8")))


def strings(values: Any) -> List[str]:
    return [str(value) for value in cast(List[Any], values or [])]


def read_config(config: Dict[str, Any]) -> Config:
    pairs = [entry.partition("=") for entry in strings(config["env"])]
    return Config(
        argv=strings(config["entrypoint"]) + strings(config["cmd"]),
        env={name: value for name, _, value in pairs},
        workdir=str(config["workdir"]) or "/",
        user=str(config["user"]),
        ports=sorted(port for port in map(tcp_port, strings(config["ports"])) if port),
    )


def tcp_port(text: str) -> int:
    """``8000/tcp`` or ``8000``; 0 for another protocol."""
    number, _, protocol = text.partition("/")
    return int(number) if number.isdigit() and protocol in ("", "tcp") else 0


def read_line(line: Dict[str, Any], requests: List[Any]) -> Line:
    return Line(
        argv=strings(line["argv"]),
        line=str(line["line"] or ""),
        shell=strings(line["shell"]),
        requests=[HttpRequest(str(each["method"]), str(each["path"])) for each in requests],
        port=int(line["port"] or 0),
        timeout=float(line["timeout"]),
    )

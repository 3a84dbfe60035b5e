"""What the check is asked: request.json, and the plan of the analyzer."""

import json
from typing import Any, Dict, List, NamedTuple, Optional, Tuple, cast


class Config(NamedTuple):
    """The effective configuration of the image."""

    argv: List[str]
    env: Dict[str, str]
    workdir: str
    user: str
    ports: List[int]


class Line(NamedTuple):
    """One CHECK line; ``path`` is empty where it asks no server, ``port`` 0 where it names none."""

    argv: List[str]
    line: str
    shell: List[str]
    method: str
    path: str
    port: int
    timeout: float


class Plan(NamedTuple):
    """What the analyzer found out about the program's Python; ``modules``: the C modules, each with its layer."""

    executable: str
    flags: List[str]
    path: List[str]
    modules: List[Tuple[str, str]]
    version: str


class Request(NamedTuple):
    """``lines`` is None for the default check."""

    config: Config
    lines: Optional[List[Line]]
    drop: List[str]
    history: List[str]
    plan: Plan


def read(base: str) -> Request:
    document = load(base + "/request/request.json")
    lines = document["checks"]
    return Request(
        config=read_config(document["config"]),
        lines=None if lines is None else [read_line(line) for line in lines],
        drop=strings(document["drop"]),
        history=strings(document["history"]),
        plan=read_plan(load(base + "/plan/plan.json")),
    )


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


def read_line(line: Dict[str, Any]) -> Line:
    http = cast(Dict[str, Any], line["http"] or {})
    return Line(
        argv=strings(line["argv"]),
        line=str(line["line"] or ""),
        shell=strings(line["shell"]),
        method=str(http.get("method", "")),
        path=str(http.get("path", "")),
        port=int(line["port"] or 0),
        timeout=float(line["timeout"]),
    )


# With these an interpreter says something and ends.
ANSWERS = ("-V", "-VV", "--version", "-h", "-?", "--help", "--help-all", "--help-env", "--help-xoptions")


def read_plan(plan: Dict[str, Any]) -> Plan:
    program = plan["program"]
    return Plan(
        executable=str(program["executable"] or plan["interpreter"]["path"]),
        flags=[flag for flag in strings(program["flags"]) if flag not in ANSWERS],
        path=strings(program["path"]),
        modules=sorted({(str(module["name"]), str(module["layer"])) for module in plan["modules"]}),
        version=str(plan["python"]["version"]),
    )

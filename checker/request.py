"""What the check is asked: request.json, and the plan of the analyzer."""

from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from lines import Config, Line, load, read_config, read_line, strings


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
        lines=None if lines is None else [read_line(line, [line["http"]] if line["http"] else []) for line in lines],
        drop=strings(document["drop"]),
        history=strings(document["history"]),
        plan=read_plan(load(base + "/plan/plan.json")),
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

"""What the trace is asked: request.json."""

import signal
from typing import Any, Dict, List, NamedTuple

from lines import Config, Line, load, read_config, read_line


class Request(NamedTuple):
    """``stop``: the signal by which the image's programs are ended."""

    config: Config
    lines: List[Line]
    stop: int


def read(base: str) -> Request:
    document = load(base + "/request/request.json")
    return Request(
        config=read_config(document["config"]),
        lines=[read_line(line, line["http"]) for line in document["traces"]],
        stop=signal_of(document["config"]),
    )


def signal_of(config: Dict[str, Any]) -> int:
    """Docker's rules: a number, or a name with or without SIG; RTMIN+n and RTMAX-n too."""
    text = str(config.get("stop") or "SIGTERM").upper()
    if text.isdigit():
        return int(text)
    name = text if text.startswith("SIG") else "SIG" + text
    base, sign, offset = name.partition("+") if "+" in name else name.partition("-")
    number = int(getattr(signal, base, signal.SIGTERM))
    if sign and offset.isdigit() and base in ("SIGRTMIN", "SIGRTMAX"):
        return number + int(sign + offset)
    return number

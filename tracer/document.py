"""trace.json: what was seen, line by line, bounded, with sorted keys: equal accounts are equal bytes."""

import json
from typing import Any, Dict, List, NamedTuple, Tuple

from notes import Account

MOST_PATHS = 20000
MOST_PROGRAMS = 256


class Remark(NamedTuple):
    """Something a person should read; ``line`` counts the TRACE lines from 0, or is None for all of them."""

    line: Any
    code: str
    message: str
    hint: str


def write(base: str, accounts: List[Account], remarks: List[Remark]) -> None:
    rows = [row(number, account, remarks) for number, account in enumerate(accounts)]
    document = {"format": 1, "lines": rows, "remarks": [dict(remark._asdict()) for remark in remarks]}
    with open(base + "/trace/trace.json", "w", encoding="ascii") as file:
        json.dump(document, file, sort_keys=True, indent=1)
        file.write("\n")


def row(number: int, account: Account, remarks: List[Remark]) -> Dict[str, Any]:
    found: Dict[str, Any] = dict(account._asdict())
    found["programs"] = [dict(program._asdict()) for program in account.programs]
    cut: List[Tuple[str, int]] = []
    for name, most in ((name, MOST_PROGRAMS if name == "programs" else MOST_PATHS) for name in sorted(found)):
        if len(found[name]) > most:
            cut.append((name, len(found[name])))
            first = list(found[name])[:most]
            found[name] = {key: found[name][key] for key in first} if isinstance(found[name], dict) else first
    if cut:
        text = "it saw too much to tell all; of these only the first count: %s"
        message = text % ", ".join("%s (%d)" % each for each in cut)
        remarks.append(Remark(number, "trace-cut", message, "KEEP the folders of what it reads"))
    return found

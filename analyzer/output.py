"""The one writer of the analyzer's documents: sorted keys, bounded, and always the same bytes."""

import json
import os
from typing import Any, Callable, Dict, List, cast

MOST_PLAN = 256 * 1024
LONGEST_WORD = 2048
# What a plan can do without, the longest lists first; the rest of plan.json is small.
SHORTENED = ("findings", "modules", "blockers", "folders", "links", "chain", "path", "argv")


def plan(base: str, document: Dict[str, Any]) -> None:
    write(os.path.join(base, "plan", "plan.json"), bounded(document))


def refuse(base: str, code: str, message: str, hint: str) -> None:
    """The plan of an image that cannot be converted."""
    plan(base, {"format": 1, "error": {"code": code, "message": message, "hint": hint}})


def link(base: str, document: Dict[str, Any]) -> None:
    write(os.path.join(base, "link", "link.json"), encode(document, None))


def why(base: str, document: Dict[str, Any]) -> None:
    write(os.path.join(base, "why", "why.json"), encode(document, 1))


def write(path: str, data: bytes) -> None:
    with open(path, "wb") as file:
        file.write(data)


def encode(document: Dict[str, Any], indent: Any) -> bytes:
    separators = (",", ": ") if indent is not None else (", ", ": ")
    return (json.dumps(readable(document), sort_keys=True, indent=indent, separators=separators) + "\n").encode("ascii")


def readable(value: Any) -> Any:
    """Names as UTF-8, whatever the analyzer's own locale made of them."""
    if isinstance(value, str):
        return os.fsencode(value).decode("utf-8", "replace")
    if isinstance(value, dict):
        return {key: readable(item) for key, item in cast(Dict[str, Any], value).items()}
    if isinstance(value, (list, tuple)):
        return [readable(item) for item in cast(List[Any], value)]
    return value


def bounded(document: Dict[str, Any]) -> bytes:
    """plan.json within its limit: lists are cut, and a finding says which."""
    data = encode(document, 1)
    if len(data) <= MOST_PLAN:
        return data
    document = dict(document)
    # At last what is linked is cut too: link.json has it whole, and relink the names.
    for most, is_needed in ((1000, is_linked), (300, is_linked), (100, is_linked), (30, is_linked), (30, is_nothing)):
        lengths: Dict[str, int] = {}
        shorter = shorten(document, most, lengths, is_needed)
        shorter["findings"].append(
            {
                "code": "plan-shortened",
                "message": "the plan is too long to show whole; of these lists only the first %d are in it: %s"
                % (most, ", ".join("%s (%d)" % (name, lengths[name]) for name in sorted(lengths))),
                "hint": "why.json names every file",
            }
        )
        data = encode(shorter, 1)
        if len(data) <= MOST_PLAN:
            return data
    raise ValueError("plan.json cannot be made smaller than %d bytes" % len(data))


def shorten(
    document: Dict[str, Any], most: int, lengths: Dict[str, int], is_needed: Callable[[Any], bool]
) -> Dict[str, Any]:
    """Cut the long lists, but not what is needed: a module that is linked, while there is room."""
    out: Dict[str, Any] = {}
    for key in document:
        value = document[key]
        if isinstance(value, dict):
            value = shorten(cast(Dict[str, Any], value), most, lengths, is_needed)
        elif isinstance(value, list) and key in SHORTENED and len(cast(List[Any], value)) > most:
            items = cast(List[Any], value)
            lengths[key] = len(items)
            needed = [item for item in items if is_needed(item)]
            value = needed + [item for item in items if not is_needed(item)][: max(0, most - len(needed))]
        if key == "argv":
            value = [word[:LONGEST_WORD] for word in cast(List[str], value)]
        out[key] = value
    return out


def is_linked(item: Any) -> bool:
    return isinstance(item, dict) and bool(cast(Dict[str, Any], item).get("linked"))


def is_nothing(item: Any) -> bool:
    return False

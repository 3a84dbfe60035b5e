"""The documents: plan.json, link.json and why.json, by the contract in docs/architecture.md."""

import stat
from typing import Any, Dict, List, Optional

import modules
from binaries import Binaries
from facts import Python
from findings import Findings
from gather import Source
from ledger import Dropped, Kept, Ledger
from modules import Choice
from openssl import MODULES as OPENSSL_MODULES
from openssl import OpenSSL
from reach.prune import Pruned
from reach.reached import Reached

# The contract's limits; a file of a source image can hold anything.
MOST_STEPS = 256
MOST_NEEDS = 256
LONGEST_NAME = 512
MOST_REASONS = 256
MOST_PLACES = 10000


def plan(
    source: Source,
    origin: Dict[str, Any],
    km: str,
    found: Binaries,
    sizes: Dict[str, Any],
    patterns: Dict[str, Any],
    findings: Findings,
) -> Dict[str, Any]:
    entry = source.program.entry
    document: Dict[str, Any] = {
        "format": 1,
        "python": source.python.facts(),
        "origin": origin,
        "interpreter": {"path": source.interpreter.path, "km": km, "links": found.links.links},
        "entrypoint": {
            "argv": entry.argv,
            "program": entry.program,
            "chain": [dict(step._asdict()) for step in entry.chain[:MOST_STEPS]],
        },
        "program": program(source),
        "folders": [{"path": folder.path, "layer": folder.layer} for folder in source.layout.folders],
        "modules": module_rows(found),
        "link": {"mode": found.choice.mode, "blockers": found.choice.blockers},
        "layers": sizes,
        "relink": found.relinked.rows,
        "findings": [dict(finding._asdict()) for finding in findings.all()],
    }
    document.update(patterns)
    return document


def program(source: Source) -> Dict[str, Any]:
    """How the program sees its interpreter."""
    first = source.program.first[-1]
    return {
        "path": ([] if first is None else [first]) + source.seen.path,
        "prefix": source.seen.prefix,
        "exec_prefix": source.seen.exec_prefix,
        "base_prefix": source.seen.base_prefix,
        "executable": source.seen.executable,
        "flags": source.program.runs[-1].options,
        "site": source.seen.site,
    }


def module_rows(found: Binaries) -> List[Dict[str, Any]]:
    """The modules that import would load, with the libraries that each needs."""
    rows: List[Dict[str, Any]] = []
    for file in found.compiled:
        if file.kind in (modules.STANDARD, modules.THIRD_PARTY):
            rows.append(
                {
                    "name": file.name[:LONGEST_NAME],
                    "path": file.path,
                    "layer": file.layer,
                    "linked": file.path in found.linked,
                    "needs": file.needs[:MOST_NEEDS],
                }
            )
    return sorted(rows, key=lambda row: (row["name"], row["path"]))


def manifest(
    python: Python,
    origin: Dict[str, Any],
    choice: Choice,
    openssl: Optional[OpenSSL],
    records: List[Dict[str, str]],
    hashes: Dict[str, List[str]],
    ledger: Ledger,
) -> Dict[str, Any]:
    """link.json: the whole key of the link step, so nothing that the link does not depend on."""
    # What a module of others is linked of nobody knows before it is built.
    has_openssl = bool(records) or any(name in OPENSSL_MODULES for name in choice.linked)
    named = {key: origin[key] for key in origin if key != "reason"}
    return {
        "format": 1,
        "hashes": hashes,
        "library": library_files(python, ledger) if origin["kind"] == "debian" else None,
        "modules": choice.linked,
        "openssl": dict(openssl._asdict()) if openssl is not None and has_openssl else None,
        "origin": named,
        "python": {"abiflags": python.abiflags, "soabi": python.soabi, "version": python.version},
        "records": records,
    }


def library_files(python: Python, ledger: Ledger) -> List[str]:
    """The kept files of the library that Debian's packages install: of another revision's no others are to come."""
    folder = "/usr/lib/python%s/" % python.short
    kept = (path for path in ledger.entries if path.startswith(folder) and not path.endswith((".pyc", ".so")))
    return sorted(path[len(folder) :] for path in kept if not stat.S_ISDIR(ledger.entries[path].status.st_mode))


def why(ledger: Ledger, reached: Optional[Reached]) -> Dict[str, Any]:
    """Each reason that is a file's names it, so that the chain of them can be followed to an entrypoint."""
    kept = [kept_row(ledger.reasons[path]) for path in sorted(ledger.reasons) if path in ledger.entries]
    dropped = [dropped_row(ledger.dropped[path]) for path in sorted(ledger.dropped)]
    places = sorted(set(reached.undecided))[:MOST_PLACES] if reached is not None else []
    return {"format": 1, "kept": kept, "dropped": dropped, "undecided": [dict(place._asdict()) for place in places]}


def kept_row(kept: Kept) -> Dict[str, Any]:
    path, line = kept.place
    is_file = path.startswith("/")
    return {
        "path": kept.path,
        "layer": kept.layer,
        "why": kept.why[:MOST_REASONS],
        "from": path if is_file else None,
        "line": line if is_file and line else None,
    }


def dropped_row(dropped: Dropped) -> Dict[str, Any]:
    """Sizes only of what PRUNE counted."""
    row: Dict[str, Any] = {"path": dropped.path, "why": dropped.why}
    if dropped.files:
        row.update(files=dropped.files, bytes=dropped.bytes)
    return row


def prune(level: str, pruned: Optional[Pruned]) -> Dict[str, Any]:
    """plan.json's few words on PRUNE."""
    files, size = (pruned.files, pruned.bytes) if pruned is not None else (0, 0)
    undecided = len(set(pruned.reached.undecided)) if pruned is not None else 0
    return {"level": level, "dropped": {"files": files, "bytes": size}, "undecided": undecided}

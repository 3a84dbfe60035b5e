"""The documents: plan.json, link.json and why.json, by the contract in docs/architecture.md."""

from typing import Any, Dict, List, Optional

import modules
from binaries import Binaries
from facts import Python
from findings import Findings
from gather import Source
from ledger import Ledger
from modules import Choice
from openssl import MODULES as OPENSSL_MODULES
from openssl import OpenSSL

# The contract's limits; a file of a source image can hold anything.
MOST_STEPS = 256
MOST_NEEDS = 256
LONGEST_NAME = 512


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


def manifest(python: Python, origin: Dict[str, Any], choice: Choice, openssl: Optional[OpenSSL]) -> Dict[str, Any]:
    """link.json: the whole key of the link step, so nothing that the link does not depend on."""
    has_openssl = any(name in OPENSSL_MODULES for name in choice.linked)
    named = {key: origin[key] for key in origin if key != "reason"}
    return {
        "format": 1,
        "modules": choice.linked,
        "openssl": dict(openssl._asdict()) if openssl is not None and has_openssl else None,
        "origin": named,
        "python": {"abiflags": python.abiflags, "soabi": python.soabi, "version": python.version},
    }


def why(ledger: Ledger) -> Dict[str, Any]:
    kept = [dict(ledger.reasons[path]._asdict()) for path in sorted(ledger.reasons) if path in ledger.entries]
    dropped = [dict(ledger.dropped[path]._asdict()) for path in sorted(ledger.dropped)]
    return {"format": 1, "kept": kept, "dropped": dropped}

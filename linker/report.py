"""report.json: what was linked, what is not as the image has it, and what cannot be linked."""

import json
import tempfile
from pathlib import Path
from typing import Any, Iterable, List, Mapping, NamedTuple, Sequence

import accounts
from description import Description
from gate import Additions, Refused
from manifest import CPython, Manifest
from publish import publish
from relinked import Relinked


class Outcome(NamedTuple):
    """``used`` are the bytes that each input file has in python.km."""

    additions: Additions
    used: Mapping[str, int]
    warnings: Sequence[str]


def write_linked(report: Path, manifest: Manifest, description: Description, outcome: Outcome) -> None:
    account = accounts.tell(outcome.additions, outcome.used)
    write(report, {**common(manifest, description), "warnings": list(outcome.warnings), **account})


def write_refused(report: Path, manifest: Manifest, description: Description, refused: Sequence[Refused]) -> None:
    """That something cannot be linked is a result: whoever asked decides what becomes of it."""
    write(report, {**common(manifest, description), "refused": [dict(row._asdict()) for row in refused]})


def common(manifest: Manifest, description: Description) -> Mapping[str, Any]:
    return {
        "format": 1,
        "python": description.python.version,
        "revision": description.revision,
        "modules": list(manifest.modules),
        "warnings": [],
        "records": [],
        "libraries": [],
        "refused": [],
    }


def tell_differences(manifest: Manifest, description: Description) -> Sequence[str]:
    """Return what is not as the image has it and yet fits."""
    warnings = list(description.warnings)
    if not warnings and manifest.revision != description.revision:
        warnings.append(f"the image has revision {manifest.revision} and the toolchain {description.revision}")
    wanted, got = manifest.origin, description.origin
    if isinstance(wanted, CPython) and isinstance(got, CPython) and wanted.thread_stack_size != got.thread_stack_size:
        sizes = f"{tell_size(wanted.thread_stack_size)} and the toolchain's {tell_size(got.thread_stack_size)}"
        warnings.append(f"a thread's stack in the image's python is {sizes}")
    return warnings


def tell_lacks(built: Iterable[Relinked]) -> Sequence[str]:
    """Return what programs may find different in modules that were built again."""
    warnings: List[str] = []
    for row in built:
        title = f"{row.distribution} {row.version}"
        if row.without:
            names = ", ".join(row.without)
            warnings.append(
                f"{title} is built without {names}, which cannot be linked: it behaves as where these libraries are "
                "not installed"
            )
        warnings += (f"{title}: {note}" for note in row.notes)
    return warnings


def tell_size(size: int) -> str:
    return f"{size} bytes" if size else "the C library's default"


def write(report: Path, content: Mapping[str, Any]) -> None:
    with tempfile.TemporaryDirectory(prefix=".report-", dir=report) as folder:
        draft = Path(folder) / "report.json"
        draft.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        publish(draft, report / "report.json", 0o644)

"""What report.json tells of third-party modules: how large they and their libraries are, and under which licences."""

from typing import Any, Iterator, Mapping

import licences
from gate import Additions
from relinked import Library


def tell(additions: Additions, used: Mapping[str, int]) -> Mapping[str, Any]:
    """Return the report's ``records`` and ``libraries``, in bytes of python.km."""
    return {
        "records": [{"id": row.record.id, "bytes": used.get(str(row.part.object), 0)} for row in additions.linked],
        "libraries": [describe(library, used) for library in additions.libraries],
    }


def in_words(additions: Additions, used: Mapping[str, int]) -> Iterator[str]:
    """Yield the same as lines of the log."""
    account = tell(additions, used)
    yield from (f"module {row['id']}: {row['bytes']} bytes" for row in account["records"])
    yield from (f"library {row['name']} ({row['package']}): {row['bytes']} bytes" for row in account["libraries"])


def describe(library: Library, used: Mapping[str, int]) -> Mapping[str, Any]:
    files = [str(library.part.object)] if library.part else []
    files += [path for path in used if library.archive is not None and path.endswith(f"/{library.archive}")]
    return {
        "name": library.name,
        "package": library.package,
        "bytes": sum(used.get(path, 0) for path in files),
        "licence": licences.short_names(library.copyright),
    }

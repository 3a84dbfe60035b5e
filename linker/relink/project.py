"""pyproject.toml's word on what builds a source (PEP 518)."""

from pathlib import Path
from typing import Any, Mapping, NamedTuple, Sequence, cast

import tomllib

# Of a source without a word on it (PEP 517).
LEGACY = "setuptools.build_meta:__legacy__"


class Project(NamedTuple):
    backend: str
    paths: Sequence[str]
    requires: Sequence[str]


def read(folder: Path) -> Project:
    """What cannot be read is as if it were not there: the backend then says what is wrong with it."""
    try:
        data = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        data = {}
    table: Any = data.get("build-system")
    system: Mapping[str, Any] = cast(Mapping[str, Any], table) if isinstance(table, dict) else {}
    requires = strings(system.get("requires"))
    return Project(
        backend=str(system.get("build-backend", LEGACY)),
        paths=strings(system.get("backend-path")),
        requires=requires if requires else ["setuptools", "wheel"],
    )


def strings(value: Any) -> list[str]:
    return [item for item in cast(list[Any], value) if isinstance(item, str)] if isinstance(value, list) else []

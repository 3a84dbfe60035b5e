"""The licences of all that is linked into python.km: static linking makes it a duty to hand them on."""

import re
import subprocess
from pathlib import Path
from typing import Iterator, NamedTuple, Optional, Sequence

from description import Description, Library
from gate import Additions
from publish import publish

DOCUMENTS = Path("/usr/share/doc")
NAME = "copyright"
LARGEST = 1 << 20
LONGEST = 256
HEAD = """python.km is one file that these are linked into. The C modules of the image's own distributions are under the
licences that their metadata in the image tell of.

"""
# Of the C library and of the compiler there is something in every python.km.
ALWAYS = ("libc6-dev", "libgcc-*-dev")


class Work(NamedTuple):
    """Something that is linked in; ``file`` has its copyright, if anything has."""

    title: str
    file: Optional[Path]


def write(out: Path, description: Description, libraries: Sequence[Library], additions: Additions) -> None:
    works = list(dict.fromkeys([*of_core(description), *of_toolchain(libraries), *of_additions(additions)]))
    draft = out / f".{NAME}"
    draft.write_text(text(works), encoding="utf-8")
    publish(draft, out / NAME, 0o644)


def of_core(description: Description) -> Iterator[Work]:
    file = description.archive.parent / NAME
    yield Work(f"python {description.revision}", file if file.is_file() else None)
    for pattern in ALWAYS:
        for folder in sorted(DOCUMENTS.glob(pattern)):
            yield of_package(folder.name)


def of_toolchain(libraries: Sequence[Library]) -> Iterator[Work]:
    yield from (of_package(library.package) for library in libraries)


def of_additions(additions: Additions) -> Iterator[Work]:
    for library in additions.libraries:
        yield Work(library.package or library.name, library.copyright)


def of_package(name: str) -> Work:
    file = DOCUMENTS / name / NAME
    argv = ["dpkg-query", "-W", "-f", "${Package} ${Version}", name]
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return Work(done.stdout or name, file if file.is_file() else None)


def text(works: Sequence[Work]) -> str:
    """Return a table of all, and then every text once: many packages are of one source."""
    rows = [f"{work.title}: {short_names(work.file) or tell_none(work)}\n" for work in works]
    files = [(work.title, read(work.file)) for work in works if work.file is not None]
    texts: dict[str, list[str]] = {}
    for title, content in files:
        texts.setdefault(content, []).append(title)
    parts = [f"\n{'=' * 79}\n{', '.join(titles)}\n{'=' * 79}\n\n{content}" for content, titles in texts.items()]
    return "".join([HEAD, *rows, *parts])


def tell_none(work: Work) -> str:
    return "its own words are below" if work.file is not None else "nothing is on record"


def short_names(file: Optional[Path]) -> str:
    """Return the short names in a machine-readable copyright file (DEP 5); nothing where it is not one."""
    content = "" if file is None else read(file)
    if re.match(r"\s*Format(-Specification)?:", content) is None:
        return ""
    names = re.findall(r"^License: *(\S.*)$", content, re.MULTILINE)
    return ", ".join(sorted({name.strip() for name in names}))[:LONGEST]


def read(file: Path) -> str:
    """These come from a build that nobody vouches for, too."""
    with file.open("rb") as stream:
        return stream.read(LARGEST).decode("utf-8", "replace")

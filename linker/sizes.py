"""How much of a program each input file is, from the map that GNU ld writes."""

import re
from pathlib import Path
from typing import Mapping

# " .text  0x0000000000401000  0x1234 /folder/libz.a(inflate.o)", where a long section's name has a line of its own.
ROW = re.compile(r"^ (?:\.\S+|COMMON|\*fill\*)?\s+0x([0-9a-f]+)\s+0x([0-9a-f]+)\s+(/\S.*)$")
# Up to there the map tells of what was thrown away.
BEGIN = "Linker script and memory map"


def read(path: Path) -> Mapping[str, int]:
    """Return the bytes that each object file and each archive has in the program."""
    found: dict[str, int] = {}
    begun = False
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            begun = begun or line.startswith(BEGIN)
            row = ROW.match(line) if begun else None
            if row is not None and int(row.group(1), 16) != 0:
                file = re.sub(r"\([^()]*\)$", "", row.group(3).rstrip())
                found[file] = found.get(file, 0) + int(row.group(2), 16)
    return found

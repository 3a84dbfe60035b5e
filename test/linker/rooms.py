"""Where the linker's folders are; importing this makes their modules importable, as they are inside the build."""

import sys
from pathlib import Path

LINKER = Path(__file__).resolve().parents[2] / "linker"
TABLE = LINKER / "modules.json"

for folder in (LINKER, LINKER / "toolchain", LINKER / "relink"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

"""Importing this makes the checker's modules importable, and those of the runner and the analyzer that it takes, as
they are inside the build."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

for folder in (ROOT / "test/analyzer", ROOT / "analyzer", ROOT / "runner", ROOT / "checker"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

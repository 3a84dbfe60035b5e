"""Importing this makes the analyzer's modules importable, as they are inside the build."""

import sys
from pathlib import Path

ANALYZER = Path(__file__).resolve().parents[2] / "analyzer"

if str(ANALYZER) not in sys.path:
    sys.path.insert(0, str(ANALYZER))

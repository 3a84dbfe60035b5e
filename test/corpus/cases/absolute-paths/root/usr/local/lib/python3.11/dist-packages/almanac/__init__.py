import glob
import os
import sqlite3
from pathlib import Path

WORDS = "/usr/share/almanac/words"
STATE = Path("/var/lib/almanac") / "state.db"
PARTS = "/etc/almanac.d/*.part"
BASE = "/opt/almanac-data"


def report():
    with open(WORDS) as file:
        yield f"words {len(file.readlines())}"
    connection = sqlite3.connect(f"file:{STATE}?mode=ro&immutable=1", uri=True)
    yield "state " + connection.execute("select version from about").fetchone()[0]
    yield "parts " + " ".join(open(name).read().strip() for name in sorted(glob.glob(PARTS)))
    with open(os.path.join(BASE, "joined", "file.txt")) as file:
        yield f"joined {file.read().strip()}"

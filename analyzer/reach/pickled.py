"""Names in pickles: those that stand in source text, and those that Python 2 wrote, which pickle translates."""

import re
from typing import Dict, Iterator, List

from reach.records import Text

try:
    import _compat_pickle

    new_names: Dict[str, str] = _compat_pickle.IMPORT_MAPPING
except ImportError:
    # A reduced library: it could not load such a pickle either.
    new_names = {}

# The opcode GLOBAL as bytes literals have it.
GLOBAL = re.compile(rb"c([A-Za-z_][\w.]*)\\n([A-Za-z_]\w*)\\n")


def in_source(data: bytes) -> Iterator[Text]:
    if b"pickle" in data:
        for match in GLOBAL.finditer(data):
            yield Text(match.group(1).decode("ascii"), data.count(b"\n", 0, match.start()) + 1)


def translated(texts: List[Text]) -> Iterator[Text]:
    """What the names of Python 2 among them are called now."""
    for text in texts:
        module = new_names.get(text.value)
        if module is not None:
            yield Text(module, text.line)

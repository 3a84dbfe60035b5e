from .names import NAMES, BASE
from .load import load
def all(): return [load(BASE, n).X for n in NAMES]

import sys
from importlib import import_module

from tales.teller import tell

tell(import_module("tales.kinds." + sys.argv[1]))

import sys

from hookparts import name

sys.customized = name()

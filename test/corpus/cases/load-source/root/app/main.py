import warnings

warnings.simplefilter("ignore")
import imp
import importlib.util
import os
from importlib.machinery import SourceFileLoader

import loaders

here = os.path.dirname(os.path.abspath(__file__))
print("SourceFileLoader", SourceFileLoader("one", os.path.join(here, "rules/one.py")).load_module().NUMBER)
spec = importlib.util.spec_from_loader("two", SourceFileLoader("two", os.path.join(here, "rules/two")))
two = importlib.util.module_from_spec(spec)
spec.loader.exec_module(two)
print("no suffix", two.NUMBER)
print("imp", imp.load_source("three", os.path.join(here, "rules/three.txt")).NUMBER)
print("site-packages", loaders.four())

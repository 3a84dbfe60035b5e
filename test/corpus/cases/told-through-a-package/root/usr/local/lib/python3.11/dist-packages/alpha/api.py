from .util import load

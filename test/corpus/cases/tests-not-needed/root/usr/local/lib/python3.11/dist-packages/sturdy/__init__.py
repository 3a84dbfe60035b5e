from .core import core

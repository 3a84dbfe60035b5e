__all__ = ["io", "mean", "spread"]

from . import io
from ._average import mean
from ._spread import spread

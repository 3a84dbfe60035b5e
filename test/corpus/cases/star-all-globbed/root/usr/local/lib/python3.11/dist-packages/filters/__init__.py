import glob
import os.path

FILTERS = {}

_files = glob.glob(os.path.join(os.path.dirname(__file__), "*.py"))
__all__ = [os.path.basename(name)[:-3] for name in sorted(_files) if not name.endswith("__init__.py")]

from . import *  # noqa: E402,F403

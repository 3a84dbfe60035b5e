import os
import sys

_here = os.path.dirname(__file__)
sys.path.insert(0, os.path.join(_here, "_vendor"))
import toolbelt  # noqa: E402

sys.path.pop(0)
__path__.append(os.path.join(_here, "py%d%d" % sys.version_info[:2]))
__path__.append(os.path.join(_here, "_parts"))


def version():
    from workshop.marker import VERSION

    return VERSION

import os
import sys

try:
    from fast_parser_of_nobody import NAME as parser
except ImportError:
    try:
        from ._c_parser import NAME as parser
    except (ImportError, AttributeError):
        from ._py_parser import NAME as parser

if os.name == "nt":
    from ._nt import NAME as paths
elif sys.platform.startswith("linux"):
    from ._posix import NAME as paths

if sys.version_info < (3, 0):
    from ._old import NAME as version
else:
    from ._new import NAME as version

try:
    from ._first import NAME as first
except ModuleNotFoundError:
    from ._second import NAME as first


def chosen():
    if os.getenv("CAREFUL"):
        from ._careful import NAME as mode
    else:
        from ._plain import NAME as mode
    return [parser, paths, version, mode, first]

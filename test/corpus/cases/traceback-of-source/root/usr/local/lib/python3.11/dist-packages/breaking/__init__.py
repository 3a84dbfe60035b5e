import warnings


def warn():
    import sys

    warnings.warn("old way", DeprecationWarning, stacklevel=2)


def fail():
    from .inner import deeper

    return deeper

from . import timing


def run():
    return timing.NAME

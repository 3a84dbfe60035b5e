import pkgutil
from importlib import import_module


def number():
    return import_module(".numbers", __name__).SEVEN


def late():
    import textwrap

    return textwrap.dedent.__module__


def data():
    return pkgutil.get_data("zipped", "data/text.txt").decode().strip()

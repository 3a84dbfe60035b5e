import argparse
import importlib
import pkgutil

from . import commands


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=[found.name for found in pkgutil.iter_modules(commands.__path__)])
    chosen = parser.parse_args().command
    print(importlib.import_module("%s.%s" % (commands.__name__, chosen)).run())

import argparse
import os
from importlib import import_module


def main():
    folder = os.path.join(os.path.dirname(__file__), "actions")
    names = sorted(n[:-3] for n in os.listdir(folder) if n.endswith(".py"))
    parser = argparse.ArgumentParser(prog="python3 -m kettle")
    parser.add_argument("action", choices=names)
    action = parser.parse_args().action
    import_module(f"kettle.actions.{action}").run()

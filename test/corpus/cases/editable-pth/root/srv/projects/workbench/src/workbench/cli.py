import sys
from importlib import import_module, metadata, resources


def main():
    kind = sys.argv[1]
    print("workbench", metadata.version("workbench"), "makes", import_module(f"{__package__}.products.{kind}").NAME)
    print("plan:", resources.files(__package__).joinpath("plans", f"{kind}.txt").read_text().strip())

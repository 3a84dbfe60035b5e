import argparse


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--version", action="store_true")
    parser.add_argument("word", nargs="?", default="")
    arguments = parser.parse_args()
    if arguments.version:
        from importlib import metadata

        print("shouting", metadata.version("shouting"))
        return
    from ._marks import MARK

    print(arguments.word.upper() + MARK)

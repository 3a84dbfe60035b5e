from .words import WORDS


def run():
    print(WORDS)

from _extra_words import WORDS


def name():
    return " ".join(WORDS)

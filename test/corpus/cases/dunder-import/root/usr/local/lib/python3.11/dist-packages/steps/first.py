NUMBER = 1


def fourth():
    return __import__("fourth", globals(), None, ["NUMBER"], 1).NUMBER

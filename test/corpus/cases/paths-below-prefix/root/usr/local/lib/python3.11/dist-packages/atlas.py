import sys

SHARE = "%s/share/atlas" % sys.prefix


def colours():
    with open(SHARE + "/colours.txt") as file:
        return file.read().strip()

import saxparts


def create_parser():
    return saxparts.Parser()

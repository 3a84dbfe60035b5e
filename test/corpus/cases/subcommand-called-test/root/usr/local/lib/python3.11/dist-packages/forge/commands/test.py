import fnmatch


def run():
    return "tests by " + fnmatch.__name__

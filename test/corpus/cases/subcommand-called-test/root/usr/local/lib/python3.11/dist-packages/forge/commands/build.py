import tarfile


def run():
    return "builds by " + tarfile.__name__

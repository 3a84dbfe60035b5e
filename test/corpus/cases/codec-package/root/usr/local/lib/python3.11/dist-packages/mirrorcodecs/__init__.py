import codecs


def _search(name):
    if not name.startswith("x_"):
        return None
    try:
        module = __import__("mirrorcodecs." + name.replace("-", "_"), fromlist=["*"], level=0)
    except ImportError:
        return None
    return module.getregentry()


def register():
    codecs.register(_search)

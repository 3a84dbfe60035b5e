from importlib import import_module


def text():
    import loose.folder.module as module

    return module.TEXT


def deeper():
    from .folder.deep.er import two

    return two.NUMBER


def interface(version):
    return getattr(import_module(".interfaces." + version + ".api", __name__), "TEXT")

_submodules = {"tools", "maths", "text"}
_names = {"Parser": "text.parser"}


def __getattr__(name):
    import importlib

    if name in _submodules:
        return importlib.import_module(f"{__name__}.{name}")
    if name in _names:
        value = getattr(importlib.import_module("." + _names[name], __name__), name)
        globals()[name] = value
        return value
    raise AttributeError(name)


def __dir__():
    return sorted(_submodules | set(_names))

def name():
    import _pydecimal

    return _pydecimal.__name__.replace("_py", "")

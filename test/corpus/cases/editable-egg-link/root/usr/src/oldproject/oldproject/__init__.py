def parts():
    from pkgutil import iter_modules

    return [__import__(f"oldproject.parts.{m.name}", fromlist=["NAME"]).NAME for m in iter_modules([__path__[0] + "/parts"])]

import importlib


def open_store(kind):
    try:
        return importlib.import_module(f"{__name__}.stores.{kind}")
    except ModuleNotFoundError as error:
        raise LookupError(f"no store {kind}") from error

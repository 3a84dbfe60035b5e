from alpha.conf import defaults
from alpha.loading import import_string
def handlers():
    return [import_string(v).__name__ for v in defaults.HANDLERS.values()]

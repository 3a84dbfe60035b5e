import os
import pkgutil
from importlib import import_module
from importlib.util import find_spec

registry = []


def import_string(dotted):
    module, _, name = dotted.rpartition(".")
    return getattr(import_module(module), name)


def setup():
    global settings
    settings = import_module(os.environ["APP_SETTINGS"])
    for app in settings.INSTALLED_APPS:
        import_module(app)
        for name in ("models", "signals"):
            if find_spec(f"{app}.{name}"):
                import_module(f"{app}.{name}")


def find_commands(app):
    folder = os.path.join(os.path.dirname(import_module(app).__file__), "management", "commands")
    return [name for _, name, is_pkg in pkgutil.iter_modules([folder]) if not is_pkg]


def report():
    yield "middleware: " + " ".join(import_string(path).__name__ for path in settings.MIDDLEWARE)
    yield "models: " + " ".join(sorted(name for kind, name in registry if kind == "model"))
    yield "signals of " + " ".join(name for kind, name in registry if kind == "signal")
    yield "cache: " + import_string(settings.CACHES["default"]["BACKEND"]).__name__
    for app in settings.INSTALLED_APPS:
        for name in find_commands(app):
            command = import_module("%s.management.commands.%s" % (app, name)).Command()
            yield f"command {name}: {command.handle()}"
    for app in settings.INSTALLED_APPS:
        try:
            tags = import_module(app + ".templatetags")
        except ModuleNotFoundError:
            continue
        yield "templatetags: " + " ".join(info.name for info in pkgutil.walk_packages(tags.__path__, ""))

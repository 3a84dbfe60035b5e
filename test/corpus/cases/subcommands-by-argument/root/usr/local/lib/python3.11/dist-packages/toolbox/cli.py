import importlib
import pkgutil


def main(words):
    name = "cmd_" + words[0].replace("-", "_")
    try:
        command = importlib.import_module(f"{__package__}.{name}")
    except ModuleNotFoundError:
        import toolbox

        known = sorted(m.name[4:].replace("_", "-") for m in pkgutil.iter_modules(toolbox.__path__) if m.name.startswith("cmd_"))
        print("no command", words[0] + "; did you mean", ", ".join(known))
        return 2
    return command.run(words[1:])

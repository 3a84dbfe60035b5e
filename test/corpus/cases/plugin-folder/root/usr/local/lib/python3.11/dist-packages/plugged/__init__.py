import importlib.util
import os

FOLDER = os.environ.get("PLUGGED_DIR", "/etc/plugged/plugins.d")


def run_all():
    for name in sorted(os.listdir(FOLDER)):
        if name.endswith(".py"):
            spec = importlib.util.spec_from_file_location("plugged_" + name[:2], os.path.join(FOLDER, name))
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            print(f"{name[:-3]}: {module.run()}")

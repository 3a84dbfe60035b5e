import os
import sys
from importlib.util import module_from_spec, spec_from_file_location


def four():
    path = os.path.join(os.path.dirname(__file__), "recipes", "four.recipe.py")
    spec = spec_from_file_location("loaders.made_four", path)
    sys.modules[spec.name] = module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.NUMBER

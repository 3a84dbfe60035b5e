import os
from importlib import import_module

module, _, name = os.environ["CACHE_URL"].partition(":")
print(getattr(import_module(module), name)())
breakpoint()

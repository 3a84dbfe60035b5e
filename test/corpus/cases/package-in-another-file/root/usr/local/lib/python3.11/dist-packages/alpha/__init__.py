import os
from alpha import config
from alpha.loader import load
def backend():
    return load(config.BACKENDS, os.environ["ALPHA_BACKEND"]).NAME

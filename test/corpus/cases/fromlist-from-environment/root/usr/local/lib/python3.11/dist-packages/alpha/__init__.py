import os
def load():
    name = os.environ["PLUG"]
    return getattr(__import__("alpha.plugins", fromlist=[name]), name)

import sys
from importlib import import_module


def speak(name):
    module = import_module(".%s_dialect" % name, __package__)
    return module.Dialect().text()


def platform_text():
    name = "_on_" + sys.platform + str(sys.version_info[0])
    module = __import__(__name__ + "." + name, fromlist=["TEXT"])
    return module.TEXT

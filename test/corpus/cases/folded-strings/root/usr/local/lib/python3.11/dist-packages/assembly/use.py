from importlib import import_module

from . import ROOT
from .names import LAST, SEPARATOR

KIND = "percent"
PIECES = ("assembly", "pieces")
OWN = __name__.rpartition(".")[0]


def everything():
    yield import_module("assembly" + "." + "pieces" + ".plus").NAME
    yield import_module("assembly.%s.%s" % ("pieces", KIND)).NAME
    yield import_module("{}.pieces.{kind}".format(ROOT, kind="formatted")).NAME
    yield import_module(SEPARATOR.join(PIECES + ("joined",))).NAME
    module = PIECES[0] + ".pieces.constant"
    yield import_module(module).NAME
    yield import_module(ROOT + SEPARATOR + LAST).NAME
    yield import_module(OWN + ".pieces.parent").NAME
    arguments = {"name": ".kwargs", "package": "assembly.pieces"}
    yield import_module(**arguments).NAME
    yield import_module("assembly/pieces/replaced".replace("/", ".")).NAME

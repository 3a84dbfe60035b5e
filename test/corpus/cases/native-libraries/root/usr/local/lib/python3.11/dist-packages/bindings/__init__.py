import ctypes
import ctypes.util
import os


def beside():
    folder = os.path.dirname(os.path.abspath(__file__))
    return ctypes.CDLL(os.path.join(folder, "_libs", "libanswer.so")).answer()


def by_name():
    return ctypes.cdll.LoadLibrary("libmore.so.1").more()


def found():
    return ctypes.CDLL(ctypes.util.find_library("more") or "nothing-found").more()

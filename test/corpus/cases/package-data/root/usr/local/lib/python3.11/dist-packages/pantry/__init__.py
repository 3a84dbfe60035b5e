import os
import pkgutil
from pathlib import Path

ROOT = os.path.abspath(os.path.dirname(__file__))


def _relative(*names):
    import sys

    folder = os.path.dirname(sys._getframe(1).f_code.co_filename)
    with open(os.path.join(folder, *names)) as file:
        return file.read().strip()


def report():
    print("get_data", pkgutil.get_data("pantry", "fruits/a.txt").decode().strip())
    with open(os.path.join(ROOT, "fruits", "b.txt")) as file:
        print("dirname", file.read().strip())
    print("pathlib", (Path(__file__).resolve().parent / "fruits" / "c.txt").read_text().strip())
    print("spec", Path(__spec__.origin).with_name("d.cfg").read_text().strip())
    print("loader", __loader__.get_data(ROOT + "/fruits/e.txt").decode().strip())
    print("caller", _relative("fruits", "f.txt"))
    print("path", Path(__path__[0], "fruits", "g.txt").read_text().strip())

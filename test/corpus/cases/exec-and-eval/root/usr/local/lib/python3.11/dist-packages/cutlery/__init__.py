import re
from collections import namedtuple
from pathlib import Path


def report():
    namespace = {}
    exec("from cutlery.spoons import NAME\nname = NAME", namespace)
    print("exec", namespace["name"])
    print("eval", eval("__import__('cutlery.forks', fromlist=['NAME']).NAME"))
    code = compile("import cutlery.knives as knives\nresult = knives.NAME", "<made>", "exec")
    exec(code, namespace)
    print("compile", namespace["result"])
    print("template", render("report.tpl"))
    print("namedtuple", namedtuple("Point", "x")(1))
    import timeit

    timeit.timeit("calendar.isleap(2024)", setup="import calendar", number=1)
    print("timeit ran")


def render(name):
    text = (Path(__file__).parent / name).read_text()
    statement, expression = re.search(r"<%! (.*?) %>\s*\$\{(.*?)\}", text, re.S).groups()
    namespace = {}
    exec(statement, namespace)
    return eval(expression, namespace)

import datetime
import sys

import yaml

from extensions import show

TEXT = """
a: [1, 2.5, true, null, ~]
b: &b {c: 2024-02-29, d: 2024-02-29 12:30:00, e: !!binary aGk=}
f: *b
g: !!set {x, y}
h: |
  two
  lines
"""


def seen():
    print(yaml.safe_load(TEXT)["a"])
    print(yaml.dump({"b": [1, "x"], "a": None}))


def held():
    from yaml import CDumper, CLoader, CSafeLoader

    print(sorted(map(str, yaml.load(TEXT, CSafeLoader)["f"].items())))
    print(yaml.load("!!python/name:collections.OrderedDict", yaml.UnsafeLoader))
    print(yaml.load("!!python/object/apply:fractions.Fraction [1, 3]", yaml.UnsafeLoader))
    print(yaml.load("!!python/tuple [1, 2]", yaml.FullLoader), yaml.load("[1]", CLoader))
    print(yaml.dump(datetime.date(2024, 2, 29), Dumper=CDumper), yaml.dump(complex(1, 2)))
    print([type(event).__name__ for event in yaml.parse("a: 1")], len(list(yaml.scan("a: 1"))))
    print(yaml.compose("a: 1").tag, yaml.serialize(yaml.compose("a: 1")).strip())
    for text in ("a: [", "!!python/name:os.system", "\x00"):
        try:
            yaml.safe_load(text)
        except yaml.YAMLError as error:
            print(type(error).__name__, str(error).splitlines()[0])
    show()


{"seen": seen, "held": held}[sys.argv[1]]()

"""What programs import through functions of other modules, which are told a name."""

import unittest

from reach_scanned import scanned, texts, uses
from test_reach_prune import Pruning as Base

IMPORTING = "from importlib import import_module\ndef load(name):\n    return import_module(name)\n"


class Told(unittest.TestCase):
    def told(self, source):
        return list(scanned(source).told)

    def test_a_function_that_imports_what_it_is_given_and_those_that_call_it(self):
        self.assertEqual(self.told(IMPORTING), ["import_module", "load"])
        more = "class A:\n    def use(self, name):\n        load(name)\ndef other(): pass\n"
        self.assertEqual(self.told(IMPORTING + more), ["A", "import_module", "load"])

    def test_another_name_of_what_imports(self):
        self.assertEqual(self.told("import importlib\nimp = importlib.import_module\n"), ["imp"])
        self.assertEqual(self.told("import importlib\nx = importlib.import_module('a')\n"), [])

    def test_what_hands_a_parameter_on_to_another_module(self):
        source = "from .a import load\nimport b\ndef f(name):\n    load(name)\ndef g():\n    load(b.x)\n"
        self.assertEqual([tuple(one) for one in scanned(source).wrapped], [(".a.load", "f")])

    def test_names_in_lists_are_texts(self):
        self.assertEqual(texts("__all__ = ['part%d' % n for n in range(1, 3)]"), ["part1", "part2"])
        self.assertEqual(texts("X = 'one two.three'.split()"), ["one", "two.three"])
        self.assertEqual(texts("X = 'one,two'.split(',')"), ["one", "two"])
        self.assertEqual(texts("X = {'init-db': 1, 'Content-Type': 2}"), ["init_db"])

    def test_a_name_with_a_place_for_another(self):
        found = [one.pattern for one in scanned("T = Template('a.b.$name')\nU = 'c.${x}_d'").computed]
        self.assertEqual(found, ["a.b.*", "c.*_d"])

    def test_entry_points_of_distributions(self):
        ours = "from importlib.metadata import distribution, distributions\n"
        self.assertEqual(uses(ours + "for e in distribution('a').entry_points: pass", "points"), ["a"])
        self.assertEqual(uses(ours + "for d in distributions():\n    d.entry_points", "points"), ["*"])
        self.assertEqual(uses("import importlib.metadata as m\nm.entry_points(group='a')", "points"), [])
        self.assertEqual(uses("x.entry_points", "points"), [])
        self.assertEqual(uses("dist.load_entry_point('g', 'n')", "group"), ["g"])
        self.assertEqual(uses("dist.get_entry_map('g')\ndist.get_entry_info('h', 'n')", "group"), ["g", "h"])


class Pruned(Base):
    def check(self, *expected):
        self.assertEqual([path for path in self.packages(self.prune()) if path.startswith("z")], list(expected))

    def other(self):
        self.install("z", {"z.py": ""})

    def test_a_name_told_through_a_package_that_has_the_function_of_its_module(self):
        self.other()
        self.make({"/app/main.py": "import beta"})
        self.install("alpha", {"alpha/__init__.py": "from .util import load", "alpha/util.py": IMPORTING})
        self.install("beta", {"beta.py": "from alpha import load\nload('z')"})
        self.check("z.py")

    def test_a_name_told_to_an_attribute_of_such_a_package(self):
        self.other()
        self.make({"/app/main.py": "import beta"})
        self.install("alpha", {"alpha/__init__.py": "from .util import *", "alpha/util.py": IMPORTING})
        self.install("beta", {"beta.py": "import alpha\nalpha.load('z')"})
        self.check("z.py")

    def test_a_name_told_to_what_hands_it_on(self):
        self.other()
        self.make({"/app/main.py": "import beta"})
        wrapper = "from .util import load\nclass Manager:\n    def use(self, name):\n        return load(name)\n"
        self.install("alpha", {"alpha/__init__.py": wrapper, "alpha/util.py": IMPORTING})
        self.install("beta", {"beta.py": "from alpha import Manager\nManager().use('z')"})
        self.check("z.py")

    def test_a_text_beside_another_name_of_that_package_is_none(self):
        self.other()
        self.make({"/app/main.py": "import beta"})
        self.install("alpha", {"alpha/__init__.py": "from .util import load\nX = 1", "alpha/util.py": IMPORTING})
        self.install("beta", {"beta.py": "from alpha import X\nNAME = 'z'"})
        self.check()

    def test_what_a_package_may_be_asked_for_by_an_unknown_name(self):
        self.make({"/app/main.py": "import a"})
        self.install("a", {"a.py": "import os\n__import__('z.sub', fromlist=[os.environ['X']])"})
        self.install("z", {"z/__init__.py": "", "z/sub/__init__.py": "", "z/sub/one.py": "", "z/other.py": ""})
        self.check("z/__init__.py", "z/sub/__init__.py", "z/sub/one.py")

    def test_entry_points_that_a_loop_over_distributions_takes(self):
        loop = "import importlib.metadata\nfor d in importlib.metadata.distributions():\n    for e in d.entry_points:\n"
        self.make({"/app/main.py": loop + "        if e.group == 'g11': e.load()\n"})
        self.install("z", {"z/__init__.py": "", "z/hook.py": ""}, entry_points="[g11]\na = z.hook\n")
        self.install("y", {"y/__init__.py": ""}, entry_points="[h]\na = y\n")
        self.assertEqual(self.packages(self.prune()), ["z/__init__.py", "z/hook.py"])

    def test_a_program_of_a_distribution_that_is_asked_for_by_its_name(self):
        ask = "from importlib.metadata import entry_points\nentry_points(group='console_scripts', name='z-tool')\n"
        self.make({"/app/main.py": ask})
        group = "[console_scripts]\n"
        self.install("z", {"z/__init__.py": "", "z/cli.py": ""}, entry_points=group + "z-tool = z.cli:main\n")
        self.install("y", {"y/__init__.py": ""}, entry_points=group + "y-tool = y:main\n")
        self.assertEqual(self.packages(self.prune()), ["z/__init__.py", "z/cli.py"])


del Base

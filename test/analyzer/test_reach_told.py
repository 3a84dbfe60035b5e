"""What programs import through functions of other modules, which are told a name."""

import unittest

from pruned import PruneCase
from reach_scanned import scanned, texts, uses
from sources import LIBRARY, PACKAGES

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

    def test_what_of_a_name_is_not_known_may_have_its_last_dot(self):
        function = "from importlib import import_module\ndef f(path):\n    "
        for body in ("import_module(path.rpartition('.')[0])", "m, _, n = path.rpartition('.')\n    import_module(m)"):
            self.assertEqual([one.pattern for one in scanned(function + body).computed], ["*"])

    def test_a_sequence_of_parts_that_may_be_several_things(self):
        source = "from importlib import import_module\nfor n in ('a', 'b'):\n    import_module('.'.join(['p', n]))"
        self.assertEqual([one.name for one in scanned(source).imports if one.name != "importlib"], ["p.a", "p.b"])

    def test_a_file_of_a_known_name_in_a_folder_that_is_not_known(self):
        source = "import importlib.util as u, os\nu.spec_from_file_location('x', os.path.join(where(), '_a.py'))"
        self.assertEqual([one.pattern for one in scanned(source).computed], ["*._a"])

    def test_a_package_hands_its_own_name_on(self):
        source = "from .a import Lazy\nfrom b import c\napi = Lazy(__name__)\nc(__name__ + 'x')"
        found = scanned(source, "/pkg/__init__.py").wrapped
        self.assertEqual([tuple(one) for one in found], [(".a.Lazy", "")])
        self.assertEqual(scanned(source, "/pkg/mod.py").wrapped, ())

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


class Pruned(PruneCase):
    def check(self, *expected):
        """What stays of distributions whose names begin with z."""
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

    def test_what_is_in_a_package_whose_name_a_text_gives_to_what_joins(self):
        join = "from importlib import import_module\ndef load(p, name):\n    return import_module(p + '.' + name)"
        start = "import os\nfrom .load import load\nfrom .conf import WHERE\nload(WHERE, os.environ['X'])"
        self.make({"/app/main.py": "import z"})
        files = {"z/__init__.py": start, "z/conf.py": "WHERE = 'z.parts'", "z/load.py": join, "z/other.py": ""}
        self.install("z", dict(files, **{"z/parts/__init__.py": "", "z/parts/one.py": ""}))
        self.check("z/__init__.py", "z/conf.py", "z/load.py", "z/parts/__init__.py", "z/parts/one.py")

    def test_what_is_in_a_package_that_hands_its_own_name_to_what_imports(self):
        lazy = "from importlib import import_module\nclass Lazy:\n    def __init__(self, p):\n        self.p = p\n"
        lazy += "    def __getattr__(self, name):\n        return import_module(self.p + '.' + name)\n"
        self.make({"/app/main.py": "import z.api"})
        self.install("lazy", {"lazy/__init__.py": "from .lazy import Lazy", "lazy/lazy.py": lazy})
        files = {"z/api/__init__.py": "from lazy import Lazy\nx = Lazy(__name__)", "z/api/one.py": "", "z/two.py": ""}
        self.install("z", dict(files, **{"z/__init__.py": ""}))
        self.check("z/__init__.py", "z/api/__init__.py", "z/api/one.py")

    def test_what_a_finder_has_for_a_name_that_is_not_where_it_says(self):
        finder = "def load(name):\n    root, _, rest = name.partition(__name__ + '.')\n    __import__(where() + rest)\n"
        self.make({"/app/main.py": "from z.extern.pack import version\nimport z.extern.dirs.unix"})
        parts = {"z/_vendor/pack/%s.py" % name: "" for name in ("__init__", "version", "unused")}
        parts.update(("z/_vendor/dirs/%s.py" % name, "") for name in ("__init__", "unix"))
        self.install("z", dict(parts, **{"z/__init__.py": "", "z/extern.py": finder, "z/_vendor/__init__.py": ""}))
        found = self.packages(self.prune())
        self.assertIn("z/_vendor/pack/version.py", found)
        self.assertIn("z/_vendor/dirs/unix.py", found)
        self.assertNotIn("z/_vendor/pack/unused.py", found)

    def test_a_group_that_a_caller_puts_together(self):
        ask = "from importlib.metadata import entry_points\ndef get(group):\n    return entry_points(group=group)\n"
        self.install("ask", {"ask.py": ask})
        self.install("z", {"z.py": "", "zz.py": ""}, entry_points="[host.readers]\na = z\n[other.readers]\na = zz\n")
        self.make({"/app/main.py": "import ask\ndef f(kind): ask.get('host.' + kind)\n"})
        self.assertIn("z.py", self.packages(self.prune()))
        self.assertNotIn("zz.py", self.packages(self.prune()))

    def test_a_package_of_modules_that_another_module_puts_on_the_path(self):
        prepend = "import sys\ndef prepend(path):\n    sys.path.insert(0, path)\n"
        start = "import os\nfrom .paths import prepend\nprepend(os.path.join(os.path.dirname(__file__), '_vendor'))\n"
        self.make({"/app/main.py": "import z"})
        files = {"z/__init__.py": start + "import vend.sub\n", "z/paths.py": prepend, "z/_vendor/__init__.py": ""}
        self.install("z", dict(files, **{"z/_vendor/vend/__init__.py": "", "z/_vendor/vend/sub.py": ""}))
        self.assertIn("z/_vendor/vend/sub.py", self.packages(self.prune()))

    def test_names_in_files_of_any_suffix_and_code_in_templates(self):
        self.make({"/app/main.py": "import z"})
        load = "from importlib import import_module\ndef load(path):\n    import_module(read(path)['module'])\n"
        files = {"z/__init__.py": load, "z/a.plugin-info": "module = z.one\n", "z/b.mako": "<%!\n  import z.two\n%>"}
        more = {"z/c.py-tpl": "import z.three\n", "z/one.py": "", "z/two.py": "", "z/three.py": ""}
        self.install("z", dict(files, **more))
        found = self.packages(self.prune())
        self.assertEqual([path for path in found if path.endswith(".py")], ["z/__init__.py", "z/one.py", "z/two.py"])

    def test_words_of_a_plain_text_that_is_a_list(self):
        self.install("z", {"z.py": "", "y.py": "", "x.py": ""})
        texts = {"/app/list.txt": "z\n", "/app/table.csv": "1,y\n", "/app/prose.txt": "an x more\n"}
        self.make(dict(texts, **{"/app/main.py": ""}))
        self.assertEqual(self.packages(self.prune()), ["y.py", "z.py"])

    def test_what_lies_below_the_interpreters_own_folders(self):
        self.make({"/app/main.py": "import z", "/usr/share/z/a.txt": "", "/usr/share/z/b.txt": ""})
        source = "import os, site, sys\nA = os.path.join(sys.prefix, 'share', 'z', 'a.txt')\n"
        source += "B = site.getsitepackages()[0] + '/z_data/words.txt'\n"
        self.install("z", {"z.py": source, "z_data/words.txt": ""})
        found = self.prune()
        self.assertIn("/usr/share/z/a.txt", found)
        self.assertNotIn("/usr/share/z/b.txt", found)
        self.assertIn(PACKAGES + "/z_data/words.txt", found)

    def test_examples_in_docstrings_where_the_program_runs_them(self):
        text = '"""\n>>> import z\n"""\n'
        self.install("z", {"z.py": ""})
        self.make({"/app/main.py": text, LIBRARY + "/doctest.py": ""})
        self.check()
        self.make({"/app/main.py": text + "import doctest\n"})
        self.check("z.py")

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

import sys
import unittest

from reach_scanned import computed, imports, named

MODULE = "from importlib import import_module\n"


class Functions(unittest.TestCase):
    def check(self, source, expected, path="/pkg/mod.py"):
        self.assertEqual(named(source, path), sorted(expected), source)

    def test_all_spellings_of_import_module(self):
        for source in (
            "import importlib\nimportlib.import_module('a.b')",
            "import importlib as x\nx.import_module('a.b')",
            "from importlib import import_module\nimport_module('a.b')",
            "from importlib import import_module as load\nload('a.b')",
            "from importlib import *\nimport_module('a.b')",
            "import importlib\nload = importlib.import_module\nload('a.b')",
            "import importlib\nx = importlib\nx.import_module('a.b')",
            "import importlib\nload = again = importlib.import_module\nagain(name='a.b')",
            "import importlib\ngetattr(importlib, 'import_module')('a.b')",
            "import importlib\nload = getattr(importlib, 'import_module')\nload('a.b')",
            "from functools import partial\nfrom importlib import import_module\npartial(import_module, 'a.b')()",
            "import functools, importlib\nload = functools.partial(importlib.import_module)\nload('a.b')",
            "__import__('importlib').import_module('a.b')",
            "import importlib\nLOADERS = {'x': importlib.import_module}\nLOADERS['x']('a.b')",
            "import importlib\nclass A:\n    load = staticmethod(importlib.import_module)\n"
            "    def f(self): self.load('a.b')",
            "import importlib\nclass A:\n    def __init__(self): self._load = importlib.import_module\n"
            "    def f(self): self._load('a.b')",
            "import importlib\ndef f(load=importlib.import_module):\n    return load('a.b')",
            "import importlib\nload = importlib.import_module if x else y\nload('a.b')",
            "from .compat import import_module\nimport_module('a.b')",
            "from importlib import import_module\nlist(map(import_module, ['a.b']))",
            "from importlib import import_module\nwith pool() as p:\n    p.map(import_module, ('a.b',))",
            "import importlib\n(lambda name: importlib.import_module('a.b'))(1)",
            "import builtins\nbuiltins.__import__('a.b')",
            "__import__('a.b')",
            "imp = __import__\nimp('a.b')",
            "__import__(name='a.b')",
            "import importlib\nawaited = [importlib.import_module(n) for n in ('a.b',)]",
        ):
            self.assertIn("a.b", imports(source), source)

    def test_relative_to_a_package(self):
        path = "/pkg/mod.py"
        for call, expected in (
            ("import_module('.a', __package__)", ".a"),
            ("import_module('.a', package=__package__)", ".a"),
            ("import_module('..a', __package__)", "..a"),
            ("import_module('.a', 'b.c')", "b.c.a"),
            ("import_module('..a', 'b.c')", "b.a"),
            ("import_module('.a', __name__)", ".mod.a"),
            ("import_module('..a', __name__)", ".a"),
            ("import_module(__package__ + '.a')", ".a"),
            ("import_module(__name__ + '.a')", ".mod.a"),
            ("import_module(__name__.rpartition('.')[0] + '.a')", ".a"),
            ("import_module('%s.a' % __name__.rsplit('.', 1)[0])", ".a"),
            ("import_module(f'{__package__}.a.b')", ".a.b"),
            ("import_module('.'.join([__package__, 'a']))", ".a"),
            ("import_module(__name__.split('.')[0] + '.a')", "*.a"),
            ("import_module('.a', unknown)", "*.a"),
            ("__import__('a', globals(), locals(), ['b'], 1)", ".a"),
            ("__import__('a', globals(), level=2)", "..a"),
            ("__import__('', globals(), None, ['b'], 1)", "."),
        ):
            self.check(MODULE + call, [expected], path)
        for call, expected in (
            ("import_module('.a', __name__)", ".a"),
            ("import_module(f'{__name__}.a')", ".a"),
            ("import_module(__name__.rpartition('.')[0] + '.a')", "..a"),
            ("import_module('..a', __package__)", "..a"),
        ):
            self.check(MODULE + call, [expected], "/pkg/__init__.py")

    def test_other_functions_that_import(self):
        for source, expected in (
            ("from importlib.util import find_spec\nfind_spec('a')", "a"),
            ("import importlib\nimportlib.util.find_spec('.a', 'b')", "b.a"),
            ("import pkgutil\npkgutil.resolve_name('a.b:c')", "a.b"),
            ("import pkgutil\npkgutil.find_loader('a')", "a"),
            ("import importlib\nimportlib.find_loader('a')", "a"),
            ("import imp\nimp.find_module('a')", "a"),
            ("import pydoc\npydoc.locate('a.b')", "a.b"),
            ("from importlib.machinery import PathFinder\nPathFinder.find_spec('a', ['/x'])", "a"),
            ("loader.load_module('a')", "a"),
            ("import runpy\nrunpy.run_module(mod_name='a')", "a"),
        ):
            self.assertIn(expected, imports(source), source)

    def test_a_function_that_is_handed_on_may_import_anything(self):
        self.assertEqual(computed(MODULE + "call_later(import_module)"), ["*"])
        self.assertEqual(computed("def f():\n    import importlib\n    call(by=importlib.import_module)"), ["*"])
        self.assertEqual(computed("call(__import__)"), ["*"])
        self.assertEqual(computed(MODULE + "hasattr(x, 'y')\nimport_module('a')"), [])

    def test_files_of_modules_that_are_not_known(self):
        source = "from importlib.util import spec_from_file_location\ndef f(x):\n    spec_from_file_location('a', x)"
        self.assertEqual(computed(source), ["*"])


class Folding(unittest.TestCase):
    def check(self, body, *expected):
        self.assertEqual(named(MODULE + body), sorted(expected), body)

    def test_operators(self):
        self.check("import_module('a' + '.' + 'b')", "a.b")
        self.check("import_module('a.%s.%s' % ('b', 'c'))", "a.b.c")
        self.check("import_module('a.%(x)s' % {'x': 'b'})", "a.b")
        self.check("import_module('a.%s' % 'b')", "a.b")
        self.check("import_module('a.%s_%d' % ('b', 3))", "a.b_3")
        self.check("import_module('a.%5s' % 'b')", "a.*")
        self.check("import_module(f'a.{\"b\"}.c')", "a.b.c")
        self.check("import_module(f'a.{x:>5}')", "a.*")
        self.check("import_module(f'a.v{1}')", "a.v1")
        self.check("import_module(x or 'a.b')", "*", "a.b")
        self.check("import_module('a' if x else 'b')", "a", "b")

    def test_methods_of_texts(self):
        self.check("import_module('a/b.py'[:-3].replace('/', '.'))", "*")
        self.check("import_module('a/b'.replace('/', '.'))", "a.b")
        self.check("import_module('{}.{}'.format('a', 'b'))", "a.b")
        self.check("import_module('{1}.{0}'.format('a', 'b'))", "b.a")
        self.check("import_module('{x}.b'.format(x='a'))", "a.b")
        self.check("import_module('{0.x}.b'.format('a'))", "*.b")
        self.check("import_module('.'.join(('a', 'b')))", "a.b")
        self.check("import_module(' A.B '.strip().lower())", "a.b")
        self.check("import_module('a.b.C'.rpartition('.')[0])", "a.b")
        self.check("import_module('a.b.C'.rsplit('.', 1)[0])", "a.b")
        self.check("import_module('a.b:C'.split(':')[0])", "a.b")
        self.check("module, _, name = 'a.b:C'.partition(':')\nimport_module(module)", "a.b")
        self.check("for name in 'a b.c'.split():\n    import_module(name)", "a", "b.c")
        self.check("for name in '''\na\nb\n'''.split():\n    import_module(name)", "a", "b")

    def test_names(self):
        self.check("X = 'a'\nimport_module(X)", "a")
        self.check("import_module(X)\nX = 'a'", "a")
        self.check("if x:\n    X = 'a'\nelse:\n    X = 'b'\nimport_module(X)", "a", "b")
        self.check("X = 'a'\nX += '.b'\nimport_module(X)", "a", ".b")
        self.check("X, Y = 'a', 'b'\nimport_module(Y)", "b")
        self.check("def f():\n    global X\n    X = 'a'\nimport_module(X)", "a")
        self.check("def f():\n    X = 'a'\n    def g():\n        import_module(X)", "a")
        self.check("X = 'a'\ndef f(X):\n    import_module(X)", "*")
        self.check("from .x import X\nimport_module(X + '.b')", "*.b", ".x")

    @unittest.skipIf(sys.version_info < (3, 8), "no such expression")
    def test_assignment_expressions(self):
        self.check("if (X := 'a'):\n    import_module(X)", "a")

    def test_classes_and_attributes(self):
        self.check("class A:\n    x = 'a'\n    def f(self):\n        import_module(self.x)", "*", "a")
        self.check(
            "class A:\n    def __init__(self):\n        self.x = 'a'\n    def f(self):\n        import_module(self.x)",
            "*", "a",
        )
        self.check("class A:\n    x = 'a'\nimport_module(A.x)", "*", "a")
        self.check("class A:\n    x = 'a'\n    import_module(x)", "a")

    def test_parameters(self):
        wrapper = "def load(name, package=None):\n    return import_module(name, package)\n"
        self.check(wrapper + "load('a')\nload('b')", "*", "a", "b")
        self.check(wrapper + "load(name='a')", "*", "a")
        self.check("def load(name='a'):\n    import_module(name)", "*", "a")
        self.check("def load(*, name='a'):\n    import_module(name)", "*", "a")
        self.check("def load(x, name):\n    import_module('p.' + name)\nload(1, 'a')", "p.*", "p.a")
        self.check("class A:\n    def load(self, name):\n        import_module(name)\nA().load('a')", "*", "a")
        self.check(
            "class A:\n    @staticmethod\n    def load(name):\n        import_module(name)\nA.load('a')",
            "*", "a",
        )
        self.check("class A:\n    def __init__(self, name):\n        import_module(name)\nA('a')", "*", "a")
        self.check(
            "class A:\n    def __init__(self, name):\n        self.n = name\n    def f(self):\n"
            "        import_module(self.n)\nA('a')",
            "*",
            "a",
        )
        self.check(
            "def needs(name):\n    def d(f):\n        import_module(name)\n    return d\n@needs('a')\ndef f(): pass",
            "*", "a",
        )
        self.check("def outer(x):\n    inner(x)\ndef inner(y):\n    import_module(y)\nouter('a')", "*", "a")

        self.check("def load(*names):\n    for n in names:\n        import_module(n)\nload('a', 'b')", "*", "a", "b")

    def test_what_own_functions_give(self):
        self.check("def name():\n    return 'a'\nimport_module(name())", "a")
        self.check("def name(x):\n    return 'p.' + x\nimport_module(name('a'))", "p.*", "p.a")
        self.check("def names():\n    yield 'a'\n    yield 'b'\nfor n in names():\n    import_module(n)", "a", "b")

    def test_loops(self):
        self.check("for x in ('a', 'b'):\n    import_module('p.' + x)", "p.a", "p.b")
        self.check("for x in ['a'] + ['b']:\n    import_module(x)", "a", "b")
        self.check("for x, y in [('a', 'b'), ('c', 'd')]:\n    import_module(x + '.' + y)", "a.b", "a.d", "c.b", "c.d")
        self.check("for i, x in enumerate(['a']):\n    import_module(x)", "a")
        self.check("for x in sorted({'a', 'b'}):\n    import_module(x)", "a", "b")
        self.check("[import_module(x) for x in ('a', 'b') if x]", "a", "b")
        self.check("{x: import_module(f'p.{x}') for x in ('a', 'b')}", "p.a", "p.b")
        self.check("for n in range(2):\n    import_module(f'p.v{n}')", "p.v0", "p.v1")
        self.check("for n in range(10 ** 9):\n    import_module(f'p.v{n}')", "p.v*")
        self.check("for x, y in zip('a b'.split(), ('c', 'd')):\n    import_module(x)", "a", "b")
        self.check(
            "import itertools as i\nfor x in i.chain(('a',), ['b']):\n    import_module(x)",
            "a", "b", "itertools",
        )
        self.check("for x in filter(None, ['a', '']):\n    import_module(x)", "a")
        self.check("for x in y:\n    import_module('p.' + x)", "p.*")

    def test_tables(self):
        table = "T = {'x': 'a', 'y': 'b'}\n"
        self.check(table + "import_module(T['x'])", "a")
        self.check(table + "import_module(T[z])", "a", "b")
        self.check(table + "import_module(T.get(z, 'c'))", "a", "b", "c")
        self.check(table + "for x in T.values():\n    import_module(x)", "a", "b")
        self.check(table + "for x in T:\n    import_module(x)", "x", "y")
        self.check(table + "for x, y in T.items():\n    import_module(y)", "a", "b")
        self.check("T = dict(x='a')\nimport_module(T[z])", "a")
        self.check(
            "T = {}\nT['x'] = 'a'\nT.setdefault('y', 'b')\nT.update({'z': 'c'})\nimport_module(T[w])",
            "a", "b", "c",
        )
        self.check(
            "T = []\nT.append('a')\nT.extend(['b'])\nT += ['c']\nfor x in T:\n    import_module(x)",
            "a", "b", "c",
        )
        self.check("T = {'x': ('a', 'B')}\nmodule, name = T[y]\nimport_module(module)", "a")
        self.check("T = {'x': {'y': 'a'}}\nimport_module(T[1]['y'])", "a")
        self.check("T = [('x', 'a')]\nimport_module(dict(T)[y])", "a")
        self.check("T = {**{'x': 'a'}, 'y': 'b'}\nimport_module(T[z])", "a", "b")
        self.check("arguments = {'name': '.a', 'package': 'b'}\nimport_module(**arguments)", "b.a")

    def test_tests_around_narrow_a_name(self):
        start = "KNOWN = {'a', 'b'}\ndef load(name):\n    "
        self.check(start + "if name in KNOWN:\n        import_module('p.' + name)", "p.a", "p.b")
        self.check(start + "if name not in KNOWN:\n        raise E\n    import_module('p.' + name)", "p.a", "p.b")
        self.check(
            start + "if not name in KNOWN:\n        x\n    else:\n        import_module('p.' + name)",
            "p.a", "p.b",
        )
        self.check(start + "if x and name in KNOWN:\n        import_module('p.' + name)", "p.a", "p.b")
        self.check(start + "if x or name in KNOWN:\n        import_module('p.' + name)", "p.*")
        self.check(start + "if name == 'a':\n        import_module('p.' + name)", "p.a")
        self.check(start + "if name in KNOWN:\n        name = x\n        import_module('p.' + name)", "p.*")
        self.check(start + "if name in KNOWN:\n        pass\n    import_module('p.' + name)", "p.*")
        self.check(start + "if name in KNOWN:\n        y = name\n    import_module('p.' + y)", "p.a", "p.b")
        self.check(start + "if name in unknown:\n        import_module('p.' + name)", "p.*")

    def test_the_environment(self):
        self.check("import os\nimport_module(os.environ.get('X', 'a'))", "*", "a")
        self.check("import os\nimport_module(os.getenv('X') or 'a')", "*", "a")
        self.check("import os\nimport_module('p.' + os.environ['X'])", "p.*")
        self.check("import sys\nimport_module('p._on_' + sys.platform)", "p._on_*")
        self.check("import_module(getattr(settings, 'X', 'a'))", "*", "a")

    def test_names_of_modules(self):
        self.check("import a.b\nimport_module(a.b.__name__ + '.c')", "a.b", "a.b.c")
        self.check("from . import a\nimport_module(a.__name__ + '.' + x)", ".", ".a.*")
        self.check("import a\nimport_module(f'{a.__package__}.b')", "*.b", "a")

    def test_the_module_of_a_class(self):
        self.check("from .a.b import C\nimport_module(C.__module__ + '.d')", "*.d", ".a.b", ".a.b.d")
        self.check("from a.b import C\nimport_module(C.__module__.replace('b', 'c'))", "*", "a.b", "a.c")

    def test_modules_that_are_imported_already(self):
        self.check("import sys\nimport_module(sys.modules['a.b'].__name__ + '.c')", "a.b.c")

    def test_lambdas(self):
        self.check("load = lambda name: import_module('p.' + name)\nload('a')", "p.*", "p.a")
        self.check("name = lambda: 'a'\nimport_module(name())", "a")
        self.check("use(lambda name: import_module(name))", "*")
        self.check("x = 'a'\nuse(lambda x: 1)\nimport_module(x)", "a")

    def test_properties_and_outer_names(self):
        self.check(
            "class A:\n    @property\n    def n(self): return 'a'\n    def f(self): import_module(self.n)",
            "*",
            "a",
        )
        outer = "def f():\n    x = 'a'\n    def g():\n        nonlocal x\n        x = 'b'\n"
        self.check(outer + "    import_module(x)", "a", "b")

    def test_dots_that_are_counted(self):
        self.check("import_module('.' * 2 + 'a', __package__)", "..a")

    def test_tables_with_unknown_parts(self):
        self.check("T = {'x': 'a', **other}\nimport_module(T[y])", "*", "a")
        self.check("T = ['a', *other]\nfor x in T:\n    import_module(x)", "*", "a")

    def test_unpacked_and_starred(self):
        self.check("X = ('a', 'b')\nimport_module('.'.join((*X, 'c')))", "a.b.c")
        self.check("X = ('.a', 'b')\nimport_module(*X)", "b.a")

    def test_no_more_than_a_few_values(self):
        many = ", ".join("'a%d'" % number for number in range(400))
        self.assertEqual(computed(MODULE + "for x in (%s):\n    import_module(x)" % many), ["*"])


class Lazy(unittest.TestCase):
    def test_a_getattr_that_another_module_makes(self):
        source = "import lazy\n__getattr__, __dir__, __all__ = lazy.attach(__name__, ['a'], {'b': ['c']})"
        self.assertEqual(computed(source, "/pkg/__init__.py"), [".*"])

    def test_a_module_that_is_replaced(self):
        source = "import sys\nfrom x import Lazy\nsys.modules[__name__] = Lazy(__name__, {'a': ['B']})"
        self.assertEqual(computed(source, "/pkg/__init__.py"), [".*"])

    def test_a_getattr_of_its_own(self):
        source = """
            import importlib
            _where = {"A": ".a", "B": ".b"}
            def __getattr__(name):
                if name in _where:
                    return getattr(importlib.import_module(_where[name], __name__), name)
                raise AttributeError(name)
        """
        self.assertEqual(named(source, "/pkg/__init__.py"), [".a", ".b"])

    def test_a_getattr_with_any_name(self):
        source = "import importlib\ndef __getattr__(name):\n    return importlib.import_module('.' + name, __name__)"
        self.assertEqual(named(source, "/pkg/__init__.py"), [".*"])


if __name__ == "__main__":
    unittest.main()

import unittest

from reach_scanned import computed, uses

HERE = "import os\nHERE = os.path.dirname(os.path.abspath(__file__))\n"


class EntryPoints(unittest.TestCase):
    def check(self, source, *expected):
        self.assertEqual(uses(source, "group"), sorted(expected), source)

    def test_every_way_to_ask_for_a_group(self):
        ours = "from importlib.metadata import entry_points\n"
        for source in (
            ours + "entry_points(group='g.h')",
            ours + "entry_points().select(group='g.h')",
            ours + "entry_points()['g.h']",
            ours + "entry_points().get('g.h', [])",
            ours + "eps = entry_points()\nfor e in eps.get('g.h', ()): e.load()",
            ours + "eps = entry_points()\nx = eps.select(group='g.h') if hasattr(eps, 'select') else eps['g.h']",
            ours + "GROUP = 'g.h'\nentry_points(group=GROUP, name=x)",
            ours + "entry_points(**{'group': 'g.h'})",
            "from importlib_metadata import entry_points as eps\neps(group='g.h')",
            "import importlib.metadata as m\nm.entry_points(group='g.h')",
            "try:\n    import importlib_metadata as m\nexcept ImportError:\n"
            "    import importlib.metadata as m\nm.entry_points(group='g.h')",
            "import pkg_resources\npkg_resources.iter_entry_points('g.h')",
            "from pkg_resources import iter_entry_points\niter_entry_points(group='g.h', name='x')",
            "import pkg_resources as p\np.working_set.iter_entry_points('g.h')",
            "from pkg_resources import load_entry_point\nload_entry_point('d', 'g.h', 'n')",
            "import pkg_resources\npkg_resources.get_entry_map('d', 'g.h')",
            "dist.iter_entry_points('g.h')",
        ):
            self.check(source, "g.h")

    def test_a_wrapper_of_the_same_file(self):
        source = "from importlib.metadata import entry_points\ndef f(g):\n    return entry_points(group=g)\nf('a')"
        self.check(source, "*", "a")

    def test_all_of_them(self):
        self.check("from importlib.metadata import entry_points\nfor e in entry_points().values(): pass", "*")
        self.check("from importlib.metadata import entry_points\ndef f(g): return entry_points()[g]", "*")
        self.check("x = open('entry_points.txt')", "*")


class Distributions(unittest.TestCase):
    def check(self, source, *expected):
        self.assertEqual(uses(source, "distribution"), sorted(expected), source)

    def test_metadata_by_name(self):
        for name in ("version", "metadata", "requires", "files", "distribution"):
            self.check("from importlib import metadata\nmetadata.%s('a-b')" % name, "a-b")
            self.check("from importlib_metadata import %s as x\nx('a-b')" % name, "a-b")
        self.check("import pkg_resources\npkg_resources.get_distribution('a.b>=1').version", "a.b")
        self.check("import pkg_resources\npkg_resources.require('a[x]>=1')", "a")
        self.check("from importlib.metadata import Distribution\nDistribution.from_name('a')", "a")

    def test_of_itself(self):
        self.check("from importlib.metadata import version\nversion(__package__)", ".")
        self.check("from importlib.metadata import version\nversion(__name__.split('.')[0])", "*")

    def test_all_of_them(self):
        self.check("from importlib.metadata import distributions\nlist(distributions())", "*")
        self.check("from importlib import metadata\nmetadata.packages_distributions()", "*")
        self.check("import glob\nglob.glob(x + '/*.dist-info')", "*")
        self.check("import pkg_resources\nfor d in pkg_resources.working_set: pass", "*")
        self.check("from pkg_resources import working_set", "*")
        self.check("from importlib.metadata import version\ndef f(x): return version(x)", "*")


class Libraries(unittest.TestCase):
    def check(self, source, *expected):
        self.assertEqual(uses(source, "library"), sorted(expected), source)

    def test_by_name(self):
        self.check("import ctypes\nctypes.CDLL('liba.so.1')", "liba.so.1")
        self.check("from ctypes import *\nimport ctypes as c\nc.cdll.LoadLibrary('liba.so')", "liba.so")
        self.check("from ctypes import cdll\ncdll.LoadLibrary('liba.so')", "liba.so")
        self.check("from ctypes.util import find_library\nfind_library('a')", "a")
        self.check(
            "import ctypes, ctypes.util\nctypes.PyDLL(ctypes.util.find_library('a') or 'liba.so')",
            "a", "liba.so",
        )
        self.check("import ctypes\nctypes.cdll['liba.so']", "liba.so")
        self.check("from cffi import FFI\nffi = FFI()\nffi.dlopen('liba.so')", "liba.so")
        self.check(
            "for n in ('liba.so.2', 'liba.so.1'):\n    try:\n        dlopen = ffi.dlopen(n)\n    except OSError: pass",
            "liba.so.1", "liba.so.2",
        )

    def test_of_a_star(self):
        self.check("from ctypes import *\ncdll.LoadLibrary('liba.so')\nCDLL('libb.so')", "liba.so", "libb.so")

    def test_by_path(self):
        self.check(HERE + "import ctypes\nctypes.CDLL(os.path.join(HERE, 'x', 'liba.so'))", "./x/liba.so")
        self.check("import ctypes\nctypes.CDLL('/opt/liba.so')", "/opt/liba.so")

    def test_the_program_itself_is_none(self):
        self.check("import ctypes\nctypes.CDLL(None)\nctypes.PyDLL(None)")

    def test_unknown(self):
        self.check("import ctypes, glob\nctypes.CDLL(glob.glob(x)[0])", "*")


class Resources(unittest.TestCase):
    def check(self, source, *expected):
        self.assertEqual(uses(source, "resource"), sorted(expected), source)

    def test_packages_whose_data_are_read(self):
        for call in (
            "resources.files('a.b')",
            "resources.open_text('a.b', 'c')",
            "resources.open_binary('a.b', 'c')",
            "resources.read_text('a.b', 'c')",
            "resources.read_binary('a.b', 'c')",
            "resources.path('a.b', 'c')",
            "resources.is_resource('a.b', 'c')",
            "resources.contents('a.b')",
            "resources.as_file(resources.files('a.b') / 'c')",
            "resources.files(package='a.b').joinpath('c')",
            "resources.files(anchor='a.b')",
        ):
            self.check("from importlib import resources\n" + call, "a.b")
            self.check("import importlib_resources as resources\n" + call, "a.b")
        self.check("import pkgutil\npkgutil.get_data('a.b', 'c')", "a.b")
        self.check("import pkg_resources\npkg_resources.resource_filename('a.b', 'c')", "a.b")
        self.check("import pkg_resources\npkg_resources.resource_string('a.b', 'c')", "a.b")
        self.check("from pkg_resources import resource_stream\nresource_stream('a.b', 'c')", "a.b")

    def test_of_its_own_package(self):
        self.check("from importlib.resources import files\nfiles(__package__)", ".")
        self.check("from importlib.resources import files\nfiles()", ".")
        self.check("from importlib.resources import files\nfiles(__package__ + '.a')", ".a")

    def test_of_modules(self):
        self.check("from importlib.resources import files\nimport a.b\nfiles(a.b)", "a.b")
        self.check("from importlib.resources import files\nfrom . import a\nfiles(a)", ".a")
        self.check("import a.b\nopen(a.b.__file__)", "a.b")
        self.check("import a, os\nos.path.join(os.path.dirname(a.__file__), 'c')", "a")
        self.check("import a\na.__path__[0] + '/c'", "a")


class Paths(unittest.TestCase):
    def check(self, source, *expected):
        self.assertEqual(uses(source, "path"), sorted(expected), source)

    def test_beside_the_file(self):
        for source in (
            HERE + "os.path.join(HERE, 'a', 'b.txt')",
            HERE + "open(HERE + '/a/b.txt')",
            HERE + "open('%s/a/b.txt' % HERE)",
            HERE + "open(f'{HERE}/a/b.txt')",
            "import os.path as osp\nosp.join(osp.dirname(__file__), 'a/b.txt')",
            "from os.path import join, dirname, realpath\njoin(dirname(realpath(__file__)), 'a', 'b.txt')",
            "import os\nos.path.join(os.path.split(__file__)[0], 'a', 'b.txt')",
            "from pathlib import Path\nPath(__file__).parent / 'a' / 'b.txt'",
            "from pathlib import Path\nPath(__file__).resolve().parent.joinpath('a', 'b.txt')",
            "import pathlib\n(pathlib.Path(__file__).absolute().parents[0] / 'a/b.txt').read_text()",
            "from pathlib import Path\nPath(__file__).with_name('a') / 'b.txt'",
            "from pathlib import Path\nPath(__file__, '..', 'a', 'b.txt')",
            "import os\nos.path.join(__path__[0], 'a', 'b.txt')",
            "from pathlib import Path\nBASE = Path(__file__).parent\nclass C:\n    x = BASE / 'a' / 'b.txt'",
            "from pathlib import Path\nPath(__spec__.origin).parent / 'a' / 'b.txt'",
            "open(__file__.rpartition('/')[0] + '/a/b.txt')",
            "open(__file__.rsplit('/', 1)[0] + '/a/b.txt')",
            "import os\nos.path.normpath(os.path.join(__file__, os.pardir, 'a', 'b.txt'))",
        ):
            self.check(source, "./a/b.txt")

    def test_above_the_file(self):
        for source in (
            "import os\nos.path.join(os.path.dirname(os.path.dirname(__file__)), 'a')",
            "import os\nos.path.join(os.path.dirname(__file__), '..', 'a')",
            "import os\nos.path.join(os.path.dirname(__file__), os.pardir, 'a')",
            "from pathlib import Path\nPath(__file__).parent.parent / 'a'",
            "open(__file__.rsplit('/', 2)[0] + '/a')",
            "from pathlib import Path\nPath(__file__).parents[1] / 'a'",
        ):
            self.check(source, "../a")

    def test_beside_a_script(self):
        self.check("import os, sys\nos.path.join(os.path.dirname(sys.argv[0]), 'a')", "./a")
        self.check("import sys\nopen(sys.path[0] + '/a')", "./a")

    def test_absolute_ones(self):
        self.check("open('/etc/a.conf')", "/etc/a.conf")
        self.check("import os\nBASE = '/opt/a'\nos.path.join(BASE, 'b', x)", "/opt/a", "/opt/a/b/*")
        self.check("from pathlib import Path\nPath('/opt') / 'a' / 'b'", "/opt/a/b")
        self.check("import os\nopen(os.environ.get('X', '/opt/a'))", "/opt/a")
        self.check("x = '/opt/a b'\ny = '/no\\nway'\nz = '/<int:x>'", "/opt/a b")

    def test_in_the_home(self):
        self.check("import os\nos.path.expanduser('~/.a/b')", "~/.a/b")
        self.check("from pathlib import Path\nPath.home() / '.a'", "~/.a")
        self.check("import os\nos.path.join(os.path.expanduser('~'), '.a')", "~/.a")
        self.check("import os\nos.environ['HOME'] + '/.a'", "~/.a")

    def test_files_of_modules(self):
        self.check("import runpy\nrunpy.run_path('/opt/a.py')", "/opt/a.py")
        self.check(HERE + "import imp\nimp.load_source('a', os.path.join(HERE, 'a.txt'))", "./a.txt")

    def test_numbers_are_no_paths(self):
        self.check("from pathlib import Path\nx = 1 / 2\ny = a / b\nz = len(q) / 3")


class Folders(unittest.TestCase):
    def check(self, source, *expected):
        self.assertEqual(uses(source, "folder"), sorted(expected), source)

    def test_where_imports_look(self):
        self.check(HERE + "import sys\nsys.path.insert(0, os.path.join(HERE, 'vendor'))", "./vendor")
        self.check("import sys\nsys.path.append('/opt/a')", "/opt/a")
        self.check("import sys\nsys.path.extend(['/opt/a', '/opt/b'])", "/opt/a", "/opt/b")
        self.check("import sys\nsys.path[:0] = ['/opt/a']", "/opt/a")
        self.check("import sys\nsys.path += ['/opt/a']", "/opt/a")
        self.check("import sys\nsys.path = ['/opt/a'] + sys.path", "/opt/a")
        self.check("from sys import path\npath.append('/opt/a')", "/opt/a")
        self.check("import site\nsite.addsitedir('/opt/a')", "/opt/a")
        self.check(HERE + "__path__.append(os.path.join(HERE, 'a'))", "./a")
        self.check(HERE + "__path__ = [os.path.join(HERE, 'a')]", "./a")
        self.check("from importlib.machinery import PathFinder\nPathFinder.find_spec('a', ['/opt/a'])", "/opt/a")
        self.check("import zipimport\nzipimport.zipimporter('/opt/a.zip')", "/opt/a.zip")
        self.check(HERE + "import sys\nsys.path.insert(0, os.path.dirname(HERE))", "../")
        self.check("import sys\nsys.path.append('lib')", "lib/")
        self.check("import os, sys\nsys.path.append(os.path.join(os.getcwd(), 'lib', 'x'))", "lib/x")
        self.check("import os, sys\nsys.path.append(os.getcwd())\nsys.path.append('.')")


class Listings(unittest.TestCase):
    def check(self, source, *expected):
        self.assertEqual(uses(source, "listing"), sorted(expected), source)

    def test_packages(self):
        self.check("import pkgutil\nfor m in pkgutil.iter_modules(__path__): pass", ".")
        self.check("import pkgutil, a.b\npkgutil.walk_packages(a.b.__path__, a.b.__name__ + '.')", "a.b")
        self.check("from pkgutil import iter_modules\nfrom . import a\niter_modules(path=a.__path__)", ".a")
        self.check(HERE + "from pkgutil import iter_modules\niter_modules([os.path.join(HERE, 'a')])", "./a/")
        self.check(HERE + "from pkgutil import iter_modules\niter_modules([HERE])", ".")
        self.check("import pkgutil\npkgutil.iter_modules()", "*")
        self.check("import pkgutil\ndef f(m): pkgutil.iter_modules(m.__path__)", "*")
        self.check(
            "import pkgutil\nfrom importlib import import_module\npkgutil.walk_packages(import_module('a').__path__)",
            "a",
        )
        self.check("from importlib.resources import contents\ncontents('a')", "a")
        self.check("from importlib.resources import files\nfiles('a').joinpath('b').iterdir()", "a.b")

    def test_folders(self):
        for call in ("os.listdir(%s)", "os.scandir(%s)", "os.walk(%s)", "list(os.scandir(path=%s))"):
            self.check(HERE + call % "HERE", "./")
            self.check(HERE + call % "os.path.join(HERE, 'a')", "./a/")
        self.check(HERE + "import glob\nglob.glob(os.path.join(HERE, 'a', '*.py'))", "./a/")
        self.check(HERE + "from glob import iglob\niglob(HERE + '/a_*/b.py')", "./")
        self.check("from pathlib import Path\nPath(__file__).parent.glob('*.py')", "./")
        self.check("from pathlib import Path\nfor x in (Path(__file__).parent / 'a').iterdir(): pass", "./a/")
        self.check("import os\nos.listdir('/opt/a')", "/opt/a")
        self.check("import os, a\nos.listdir(os.path.dirname(a.__file__))", "a")

    def test_folders_of_others_are_not_known(self):
        self.check("import os\nos.listdir(x)\nos.listdir('.')\nfor a in b.glob('*'): pass")


class Loaders(unittest.TestCase):
    def test_a_stub_beside_the_file_is_read(self):
        source = "import lazy\n__getattr__, __dir__, __all__ = lazy.attach_stub(__name__, __file__)"
        self.assertEqual(uses(source, "path", "/pkg/__init__.py"), ["./__init__.pyi"])
        self.assertEqual(computed(source, "/pkg/__init__.py"), [".*"])


if __name__ == "__main__":
    unittest.main()

import sys
import unittest

import reach_scanned as made
from reach.records import Import, Scan
from reach.scan import scan_source


class Statements(unittest.TestCase):
    def test_every_form_keeps_its_dots_names_and_line(self):
        scan = made.scanned("import a.b as c, d\nfrom ..e import f as g, h\nfrom . import *\n")
        self.assertEqual(
            scan.imports,
            (
                Import("a.b", (), 1, False),
                Import("d", (), 1, False),
                Import("..e", ("f", "h"), 2, False),
                Import(".", ("*",), 3, False),
            ),
        )

    def test_bodies_of_all_statements_are_read(self):
        source = """
            if x:
                import in_if
            elif y:
                import in_elif
            else:
                import in_else
            for a in b:
                import in_for
            else:
                import in_for_else
            while a:
                import in_while
            with a:
                import in_with
            try:
                import in_try
            except ValueError:
                import in_handler
            else:
                import in_try_else
            finally:
                import in_finally
            async def f():
                async for a in b:
                    import in_async_for
                async with a:
                    import in_async_with
            class C:
                import in_class
                def m(self):
                    def inner():
                        import in_inner
        """
        self.assertEqual(
            made.imports(source),
            sorted(
                "in_if in_elif in_else in_for in_for_else in_while in_with in_try in_handler in_try_else in_finally"
                " in_async_for in_async_with in_class in_inner".split()
            ),
        )

    @unittest.skipIf(sys.version_info < (3, 10), "no match statement")
    def test_match_statements(self):
        source = """
            match x:
                case "a.b" as found:
                    import in_case
                case [y, *z] if __import__("in_guard"):
                    pass
        """
        self.assertEqual(made.imports(source), ["in_case", "in_guard"])

    @unittest.skipIf(sys.version_info < (3, 11), "no exception groups")
    def test_exception_groups(self):
        scan = made.scanned("try:\n    import a\nexcept* ImportError:\n    import b\n")
        self.assertEqual([(one.name, one.optional) for one in scan.imports], [("b", False), ("a", True)])

    def test_an_import_is_optional_where_its_failure_is_caught(self):
        source = """
            import contextlib
            try:
                import a
            except (KeyError, ImportError):
                import b
            try:
                import c
            except KeyError:
                pass
            try:
                try:
                    import d
                except KeyError:
                    pass
            except Exception:
                pass
            with contextlib.suppress(ModuleNotFoundError):
                __import__("e")
            try:
                import f
            except:
                pass
            try:
                def later():
                    import g
            except ImportError:
                pass
        """
        found = {one.name: one.optional for one in made.scanned(source).imports}
        expected = {"a": True, "b": False, "c": False, "d": True, "e": True, "f": True, "g": False, "contextlib": False}
        self.assertEqual(found, expected)

    def test_one_that_must_succeed_somewhere_is_not_optional(self):
        scan = made.scanned("try:\n    import a\nexcept ImportError:\n    pass\nimport a\n")
        self.assertEqual([(one.name, one.line, one.optional) for one in scan.imports], [("a", 5, False)])

    def test_what_only_type_checkers_see_is_not_imported(self):
        source = """
            import typing
            if typing.TYPE_CHECKING:
                import a
            else:
                import b
            if not TYPE_CHECKING:
                import c
            if False:
                import d
            if 0:
                import e
            if TYPE_CHECKING and x:
                import f
        """
        self.assertEqual(made.imports(source), ["b", "c", "typing"])

    def test_branches_of_other_versions_and_systems_never_run(self):
        source = """
            import os, sys
            if sys.version_info < (3, 0):
                import a
            elif sys.version_info[:2] >= (3, 5) and os.name == "posix":
                import b
            else:
                import c
            if sys.version_info[0] == 2 or sys.platform == "win32":
                import d
            if sys.version_info.major >= 3:
                import e
            else:
                import f
            if sys.platform.startswith(("win", "cygwin")):
                import g
            if sys.version_info >= MINIMUM:
                import h
            else:
                import i
        """
        self.assertEqual(made.imports(source), ["b", "e", "h", "i"])

    def test_names_of_the_module(self):
        source = """
            import a.b, c as d
            from e import f
            g, (h, *i) = j
            def k(l): m = 1
            class n: o = 1
            for p in q: r: int = 1
            with s as t: pass
            def u():
                global v
                v = 1
        """
        self.assertEqual(made.scanned(source).names, tuple("adfghiknprtuv"))

    def test_names_that_only_a_run_knows(self):
        for source in (
            "from a import *",
            "def __getattr__(name): pass",
            "globals()[x] = 1",
            "import sys\nsys.modules[__name__] = x",
        ):
            self.assertEqual(made.scanned(source).names[-1], "*", source)


class Texts(unittest.TestCase):
    def test_identifiers_and_dotted_ones(self):
        source = """
            a = ["one", "two.three", ".four", "five.six:seven.eight", "ext://nine.ten", "no name", "1x", "x."]
        """
        expected = [".four", "five.six", "five.six.seven.eight", "nine.ten", "one", "two.three"]
        self.assertEqual(made.texts(source), expected)

    def test_documentation_is_no_text(self):
        self.assertEqual(made.texts('"a.b"\ndef f():\n    "c.d"\nclass E:\n    "f.g"\n    x = 1\n    "h.i"\n'), [])

    def test_texts_are_found_wherever_expressions_are(self):
        source = """
            @a("b.a")
            def f(x: "b.b" = "b.c", *y: "b.d", z="b.e", **w) -> "b.f":
                yield from g("b.g")
                return lambda q="b.h": "b.i"
            class C("b.j".d, metaclass=m("b.k")):
                x: "b.l" = "b.m"
            x = {"b.n": ["b.o" for i in "b.p" if "b.q"], **{"b.r": ("b.s", {"b.t"})}}
            x["b.u"] += not -("b.v" < "b.w" or ("b.x" if "b.y" else "b.z"))[u"c.a":"c.b"]
            raise E("c.c") from "c.d"
            del x["c.e"]
            assert "c.f", "c.g"
            f"{'c.h'!r:{'c.i'}}"
            for y in "c.j": pass
            print(*"c.k", **"c.l")
        """
        letters = "abcdefghijklmnopqrstuvwxyz"
        expected = ["b." + letter for letter in letters] + ["c." + letter for letter in letters[:12]]
        self.assertEqual(made.texts(source), expected)

    def test_settings_in_a_text(self):
        source = """
            CONFIG = '{"class": "a.b.C", "url": "http://x.y.z/d.e", "n": 1.5}'
            YAML = '''
            handlers:
              one:
                class: f.g.H
            '''
        """
        self.assertEqual(made.texts(source), ["a.b.C", "f.g.H"])

    def test_an_entry_point_as_a_text(self):
        self.assertEqual(made.texts("x = 'name = a.b:c [extra]'"), ["a.b", "a.b.c"])

    def test_lists_in_one_text(self):
        self.assertEqual(made.texts('x = "a.b, c.d  e.f"\ny = "see a.b for more"'), ["a.b", "c.d", "e.f"])

    def test_texts_that_are_put_together(self):
        source = """
            KIND = "json"
            use("codecs_of" + ".one", "codecs_of.%s" % KIND, "codecs_of.{}".format("two"), f"codecs_of.{KIND}_x")
        """
        for text in ("codecs_of.one", "codecs_of.json", "codecs_of.two", "codecs_of.json_x"):
            self.assertIn(text, made.texts(source))

    def test_a_template_is_a_pattern(self):
        scan = made.scanned("A = 'a.b.%s'\nB = 'c.d_{}'\nC = 'see %s.'\nD = 'e.%(x)s.f'\nE = '%s.g'")
        self.assertEqual([one.pattern for one in scan.computed], ["a.b.*", "c.d_*", "e.*.f"])

    def test_a_text_with_a_hole_is_a_pattern_for_who_is_called_with_it(self):
        scan = made.scanned("lazy(f'a.b.{x}')\nlazy('c.%s_d' % x)\nlog(f'see {x}')\nlog(f'{x}.y')")
        self.assertEqual([(one.pattern, one.what) for one in scan.computed], [("a.b.*", "text"), ("c.*_d", "text")])


class Code(unittest.TestCase):
    def test_code_that_the_file_runs(self):
        source = """
            exec("import a\\nfrom b import c")
            eval("__import__('d').e")
            exec(compile("import f", "<x>", "exec"))
        """
        self.assertEqual(made.imports(source), ["a", "b", "d", "f"])

    def test_code_in_other_texts_is_optional(self):
        source = """
            run([python, "-c", "import a.b; from c import d"])
            timeit("x", setup="import e as f, g")
            TEMPLATE = '''
            from ..h import (i,
                j)
            '''
            print("to import it, ask")
        """
        scan = made.scanned(source)
        self.assertEqual(sorted(one.name for one in scan.imports), ["..h", "a.b", "c", "e", "g"])
        self.assertTrue(all(one.optional for one in scan.imports))

    def test_modules_that_are_run(self):
        source = """
            import runpy, sys, os
            runpy.run_module("a.b")
            run([sys.executable, "-m", "c.d"])
            run(["python", "-mh.i"])
            os.system("python3 -m e.f --now")
            os.execv("x", ["x", "-m", f"g.{x}"])
        """
        self.assertEqual(made.named(source)[:1], ["a.b"])
        for name in ("a.b.__main__", "c.d", "c.d.__main__", "e.f", "e.f.__main__", "g.*", "h.i"):
            self.assertIn(name, made.named(source))

    def test_code_that_is_not_known_is_said(self):
        scan = made.scanned("def f(x):\n    exec(x)\n")
        self.assertEqual([(one.pattern, one.line, one.what) for one in scan.computed], [("*", 2, "exec")])


class Hostile(unittest.TestCase):
    def test_what_cannot_be_read_is_said(self):
        for data in (b"print 'x'", b"x = '\0'", b"# coding: nonsense\n", b"(" * 5000, b"\xff\xfe"):
            scan = scan_source(data, "/a.py")
            self.assertEqual(scan[:5], ((), (), (), (), ()))
            self.assertTrue(scan.error, data[:20])

    def test_an_empty_file(self):
        self.assertEqual(scan_source(b"", "/a.py"), Scan((), (), (), (), (), ""))

    def test_another_encoding(self):
        data = "# -*- coding: latin-1 -*-\nx = 'caf\u00e9.b'\n".encode("latin-1")
        self.assertEqual([one.value for one in scan_source(data, "/a.py").texts], ["caf\u00e9.b"])

    def test_names_of_themselves_and_great_products_end(self):
        self.assertEqual(made.named("import_module(a)\na = a + a\na = b\nb = a"), ["*"])
        letters = "for a in %r:\n    for b in %r:\n        import_module('p.' + a + b + a + b)\n" % (
            tuple("abcdefghijklmnopqrstuvwxyz"),
            tuple("abcdefghijklmnopqrstuvwxyz"),
        )
        found = made.scanned(letters)
        self.assertLessEqual(len(found.imports), 64)
        self.assertEqual({one.pattern for one in found.computed if one.what != "text"}, {"*"})

    def test_many_texts_are_bounded(self):
        lines = "\n".join("x = 'a%d'" % number for number in range(6000))
        self.assertEqual(len(scan_source(lines.encode(), "/a.py").texts), 5000)

    def test_a_long_sum_ends(self):
        source = "x = " + " + ".join("'.a%d'" % number for number in range(900)) + "\nimport_module('a' + x)\n"
        self.assertEqual(len(made.computed(source)), 1)


if __name__ == "__main__":
    unittest.main()

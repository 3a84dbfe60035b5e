"""What a link takes from a toolchain, and the tables that are generated for it."""

import json
import tempfile
import unittest
from pathlib import Path, PurePosixPath
from typing import Tuple

import rooms  # noqa: F401  # pyright: ignore[reportUnusedImport]
from bring import bring_library
from description import (
    Description,
    Library,
    LinkedModule,
    check_python,
    needed_libraries,
    other_library,
    read_description,
    select_modules,
)
from generated import Others, exports_source, openssl_source, record_rows, records_source
from manifest import CPython, Debian, Manifest, ManifestError, OpenSSL, Origin, Python
from report import tell_differences

PYTHON = Python("3.11.2", "", "cpython-311-x86_64-linux-gnu")
DEBIAN = Debian("3.11.2-6+deb12u6")
CPYTHON = CPython("/usr/local", "lib", "x86_64-linux-gnu", 0)
ROOT = Path("/toolchain")


def module(name: str, *libraries: str) -> LinkedModule:
    inits = ((f"PyInit_{name}", f"PyInit_{name}__cpython_{name}"),)
    return LinkedModule(name, ROOT / f"modules/{name}.o", inits, libraries)


def description(*modules: LinkedModule, origin: Origin = DEBIAN) -> Description:
    return Description(
        root=ROOT,
        python=PYTHON,
        origin=origin,
        revision="3.11.2-6+deb12u6",
        home=ROOT / "check/usr",
        stdlib=None,
        archive=ROOT / "core/libpython.a",
        core_objects=(),
        core_libraries=("z",),
        modules={each.name: each for each in modules},
        failed={"nis": "toolchain-failed: gcc failed"},
        libraries={
            "crypto": Library(ROOT / "lib/libcrypto.a", ("z",), "libcrypto-dev"),
            "sqlite3": Library(ROOT / "lib/libsqlite3.a", (), "libsqlite3-dev"),
            "ssl": Library(ROOT / "lib/libssl.a", ("crypto",), "libssl-dev"),
            "z": Library(ROOT / "lib/libz.a", (), "libz-dev"),
        },
        warnings=(),
    )


def manifest(*modules: str, python: Python = PYTHON, origin: Origin = DEBIAN) -> Manifest:
    return Manifest(python, origin, modules, (), {}, OpenSSL("/usr/lib/ssl", 3), None)


class DescriptionTest(unittest.TestCase):
    def test_a_library_brings_what_it_needs_and_no_other(self) -> None:
        found = needed_libraries([module("_ssl", "ssl")], [], description())
        self.assertEqual([library.archive.name for library in found], ["libcrypto.a", "libssl.a", "libz.a"])

    def test_a_module_that_the_toolchain_lacks_is_named(self) -> None:
        with self.assertRaises(ManifestError) as caught:
            select_modules(manifest("_bz2", "nis", "other"), description(module("_bz2")))
        self.assertEqual(
            str(caught.exception),
            "the toolchain for python 3.11.2 has no C module nis (toolchain-failed: gcc failed), other; "
            "add DROP nis other to the Kontainfile, or use LINK dynamic",
        )

    def test_another_python_is_refused_and_both_are_named(self) -> None:
        other: Tuple[Tuple[Python, str], ...] = (
            (PYTHON._replace(version="3.11.7"), "version '3.11.7' and the toolchain's has '3.11.2'"),
            (PYTHON._replace(abiflags="d"), "abiflags 'd' and the toolchain's has ''"),
            (PYTHON._replace(soabi="cpython-311-x86_64-linux-musl"), "soabi 'cpython-311-x86_64-linux-musl'"),
        )
        for python, words in other:
            with self.assertRaises(ManifestError) as caught:
                check_python(manifest(python=python), description())
            self.assertIn(words, str(caught.exception))

    def refused(self, wanted: Origin, got: Origin) -> str:
        with self.assertRaises(ManifestError) as caught:
            check_python(manifest(origin=wanted), description(origin=got))
        return str(caught.exception)

    def test_another_prefix_is_refused_with_both_and_the_way_out(self) -> None:
        self.assertEqual(
            self.refused(CPYTHON, CPYTHON._replace(prefix="/usr")),
            "the image's python has prefix '/usr/local' and the toolchain's has '/usr'; a toolchain with the image's "
            "prefix is needed: leave out TOOLCHAIN image, and the build makes it",
        )
        self.assertIn("platlibdir 'lib64'", self.refused(CPYTHON._replace(platlibdir="lib64"), CPYTHON))
        musl = CPYTHON._replace(multiarch="x86_64-linux-musl")
        self.assertIn("multiarch 'x86_64-linux-musl'", self.refused(musl, CPYTHON))

    def test_an_archive_of_another_kind_is_refused_both_ways(self) -> None:
        self.assertIn(
            "the image's python is the package 3.11.2-6+deb12u6 and the toolchain's is built from python.org's source",
            self.refused(DEBIAN, CPYTHON),
        )
        self.assertIn(
            "the image's python is built from python.org's source and the toolchain's is the package 3.11.2-6+deb12u6",
            self.refused(CPYTHON, DEBIAN),
        )

    def test_of_another_revisions_library_come_the_files_that_the_image_has(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            library, root = Path(folder, "stdlib"), Path(folder, "root")
            for name in ("os.py", "ssl.py", "json/__init__.py", "json/tool.py", "test/support.py"):
                file = library / "usr/lib/python3.11" / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(name)
            (library / "usr/lib/python3.11/site.py").symlink_to("os.py")
            kept = frozenset(map(PurePosixPath, ("os.py", "site.py", "json/__init__.py", "gone.py", "/etc", "../..")))
            bring_library(library, manifest()._replace(library=kept), root)
            brought = root / "usr/lib/python3.11"
            found = sorted(str(path.relative_to(brought)) for path in root.rglob("*") if not path.is_dir())
            self.assertEqual(found, ["json/__init__.py", "os.py", "site.py"])
            self.assertTrue((brought / "site.py").is_symlink())
            self.assertFalse((brought / "test").exists())

    def test_another_revision_brings_its_library_or_is_refused(self) -> None:
        older = manifest(origin=Debian("3.11.2-6+deb12u5"))
        whole = description()._replace(stdlib=ROOT / "stdlib")
        self.assertEqual(other_library(older, whole), ROOT / "stdlib")
        self.assertIsNone(other_library(manifest(), whole))
        self.assertIsNone(other_library(manifest(), description()))
        with self.assertRaises(ManifestError) as caught:
            other_library(older, description())
        self.assertEqual(
            str(caught.exception),
            "the image's python is 3.11.2-6+deb12u5 and the toolchain's is 3.11.2-6+deb12u6, which was made for images "
            "of that revision alone; leave out TOOLCHAIN image, and the build makes one for this image",
        )

    def test_another_stack_size_fits_and_is_said(self) -> None:
        large = manifest(origin=CPYTHON._replace(thread_stack_size=1048576))
        check_python(large, description(origin=CPYTHON))
        built = description(origin=CPYTHON)._replace(revision="3.11.2")
        self.assertEqual(
            tell_differences(large, built),
            ["a thread's stack in the image's python is 1048576 bytes and the toolchain's the C library's default"],
        )

    def test_a_folder_without_a_description_is_no_toolchain(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self.assertIsNone(read_description(Path(folder)))
            (Path(folder) / "toolchain.json").write_text(json.dumps({"format": 99}), encoding="utf-8")
            self.assertIsNone(read_description(Path(folder)))


class GeneratedTest(unittest.TestCase):
    def test_openssl_looks_where_the_images_own_did_and_forgives_what_that_forgave(self) -> None:
        ssl, other = [LinkedModule(name, ROOT / "o", (), ()) for name in ("_ssl", "_hashlib")]
        self.assertEqual(openssl_source(None, [ssl]), ("", ()))
        new = openssl_source(OpenSSL("/etc/pki/tls", 3), [ssl])
        self.assertIn('__wrap_X509_get_default_cert_file(void) { return "/etc/pki/tls/cert.pem"; }', new.text)
        self.assertNotIn("SSL_CTX_new", new.wrapped)
        self.assertIn("SSL_CTX_new", openssl_source(OpenSSL("/usr/lib/ssl", 1), [ssl, other]).wrapped)
        self.assertNotIn("SSL_CTX_new", openssl_source(OpenSSL("/usr/lib/ssl", 1), [other]).wrapped)

    def test_records_are_sorted_by_bytes_as_strcmp_sorts_them(self) -> None:
        rows = record_rows([module("mmap"), module("_ssl"), module("_a"), module("Z")], Others())
        self.assertEqual([row[0] for row in rows], ["cpython:Z", "cpython:_a", "cpython:_ssl", "cpython:mmap"])

    def test_a_module_may_have_two_init_functions(self) -> None:
        two = LinkedModule("_two", ROOT / "o", (("PyInit_b", "b_x"), ("PyInit_a", "a_x")), ())
        rows = [("cpython:_two", "PyInit_a", "a_x"), ("cpython:_two", "PyInit_b", "b_x")]
        self.assertEqual(record_rows([two], Others()), rows)

    def test_equal_sets_give_equal_sources(self) -> None:
        one, two = module("_bz2"), module("_ssl")
        self.assertEqual(records_source("p.km", [one, two], Others()), records_source("p.km", [two, one], Others()))

    def test_no_modules_gives_an_empty_table(self) -> None:
        self.assertIn("km_record_count = 0;", records_source("p.km", [], Others()))

    def test_exports_count_their_names(self) -> None:
        self.assertIn("km_export_count:\t.quad 2\n", exports_source(["getpid", "printf"]))


if __name__ == "__main__":
    unittest.main()

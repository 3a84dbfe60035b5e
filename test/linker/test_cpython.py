"""A toolchain from CPython's source: what is asked, what is configured, and which source is taken."""

import io
import json
import re
import tarfile
import tempfile
import unittest
from pathlib import Path
from typing import Mapping

import rooms
from commands import StepError
from core import configure_arguments, make_variables
from request import Request, parse_request
from table import read_table
from tree import check_version, read_version, unpack_tree

WORDS = ("3.12.1", "/usr/local", "lib", "x86_64-linux-gnu", "", "cpython-312-x86_64-linux-gnu", "0")

# What lib-dynload of an upstream build with all libraries has, read from builds of 3.8.18, 3.9.18, 3.10.13, 3.11.7,
# 3.12.1 and 3.13.0; _tkinter is left out, since it never can be linked.
COMMON = (
    "_asyncio _bisect _blake2 _bz2 _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _contextvars "
    "_csv _ctypes _ctypes_test _curses _curses_panel _datetime _decimal _elementtree _hashlib _heapq _json _lsprof "
    "_lzma _md5 _multibytecodec _multiprocessing _opcode _pickle _posixshmem _posixsubprocess _queue _random _sha1 "
    "_sha3 _socket _sqlite3 _ssl _statistics _struct _testbuffer _testcapi _testimportmultiple _testinternalcapi "
    "_testmultiphase _uuid _xxtestfuzz array binascii cmath fcntl grp math mmap pyexpat readline resource select "
    "syslog termios unicodedata xxlimited zlib"
)
BEFORE_3_13 = "_crypt _xxsubinterpreters audioop nis ossaudiodev spwd"
SHIPPED: Mapping[str, str] = {
    "3.8": f"{COMMON} {BEFORE_3_13} _sha256 _sha512 parser",
    "3.9": f"{COMMON} {BEFORE_3_13} _sha256 _sha512 _zoneinfo parser",
    "3.10": f"{COMMON} {BEFORE_3_13} _sha256 _sha512 _testclinic _zoneinfo xxlimited_35",
    "3.11": f"{COMMON} {BEFORE_3_13} _sha256 _sha512 _testclinic _typing _zoneinfo xxlimited_35",
    "3.12": f"{COMMON} {BEFORE_3_13} _sha2 _testclinic _testsinglephase _xxinterpchannels _zoneinfo xxlimited_35 "
    "xxsubtype",
    "3.13": f"{COMMON} _interpchannels _interpqueues _interpreters _sha2 _testclinic _testclinic_limited "
    "_testexternalinspection _testlimitedcapi _testsinglephase _zoneinfo xxlimited_35 xxsubtype",
    # From Modules/Setup.stdlib.in of 3.14.7.
    "3.14": re.sub("_(contextvars|datetime|opcode) ", "", COMMON) + " _hmac _interpchannels _interpqueues "
    "_interpreters _remote_debugging _sha2 _testclinic _testclinic_limited _testlimitedcapi _testsinglephase _zoneinfo "
    "_zstd xxlimited_35 xxsubtype",
}


def request(**changes: object) -> Request:
    return parse_request(WORDS)._replace(**changes)


def tarball(folder: Path, name: str, version: str) -> Path:
    """Write a source of three files, as python.org lays them out."""
    files = {
        "Include/patchlevel.h": f'#define PY_VERSION              "{version}"\n',
        "Lib/os.py": "",
        "Lib/test/test_os.py": "",
    }
    with tarfile.open(folder / name, "w:xz" if name.endswith("xz") else "w:gz") as archive:
        for path, text in files.items():
            member = tarfile.TarInfo(f"Python-{version}/{path}")
            member.size, member.mtime = len(text), 1_700_000_000
            archive.addfile(member, io.BytesIO(text.encode()))
    return folder / name


class RequestTest(unittest.TestCase):
    def refused(self, **changes: str) -> str:
        words = {**dict(zip(Request._fields, WORDS)), **changes}
        with self.assertRaises(StepError) as caught:
            parse_request(list(words.values()))
        self.assertTrue(str(caught.exception).startswith("toolchain-not-found: "))
        return str(caught.exception)

    def test_the_origin_is_what_link_json_says(self) -> None:
        self.assertEqual(
            json.dumps(parse_request(WORDS).origin(), sort_keys=True),
            '{"kind": "cpython", "multiarch": "x86_64-linux-gnu", "platlibdir": "lib", "prefix": "/usr/local", '
            '"thread_stack_size": 0}',
        )

    def test_a_prefix_is_an_absolute_path_of_plain_names(self) -> None:
        for prefix in ("usr", "/", "/usr/../etc", "/a b", "/usr/$(id)", "/opt/..", "/usr/"):
            self.assertIn(f"its prefix is {prefix!r}", self.refused(prefix=prefix))

    def test_a_soabi_belongs_to_its_version_and_flags(self) -> None:
        self.assertIn("its SOABI is 'cpython-311-x86_64-linux-gnu'", self.refused(soabi="cpython-311-x86_64-linux-gnu"))
        self.assertIn("where python 3.12.1 has cpython-312d and a platform", self.refused(abiflags="d"))

    def test_what_no_such_python_has_is_refused(self) -> None:
        self.assertIn("never is", self.refused(abiflags="t", soabi="cpython-312t-x86_64-linux-gnu"))
        self.assertIn("its thread stack size is '1 MB'", self.refused(thread_stack_size="1 MB"))
        self.assertIn(
            "its library is in 'lib64'",
            self.refused(version="3.8.18", platlibdir="lib64", soabi="cpython-38-x86_64-linux-gnu"),
        )

    def test_a_free_threaded_library_has_a_folder_of_its_own(self) -> None:
        self.assertEqual(request(version="3.13.5", abiflags="t").library, "lib/python3.13t")
        self.assertEqual(request(platlibdir="lib64").library, "lib64/python3.12")


class ConfigureTest(unittest.TestCase):
    def test_the_usual_image(self) -> None:
        arguments = configure_arguments(request())
        for argument in ("--prefix=/usr/local", "--exec-prefix=/usr/local", "--with-platlibdir=lib"):
            self.assertIn(argument, arguments)
        self.assertIn("OPT=-DNDEBUG -fwrapv -O3 -w", arguments)
        self.assertNotIn("THREAD_STACK_SIZE", " ".join(arguments))

    def test_3_8_has_no_platlibdir(self) -> None:
        self.assertNotIn("platlibdir", " ".join(configure_arguments(request(version="3.8.18"))))

    def test_flags_and_stack_size(self) -> None:
        arguments = configure_arguments(request(version="3.13.5", abiflags="td", thread_stack_size=1048576))
        self.assertIn("--disable-gil", arguments)
        self.assertIn("--with-pydebug", arguments)
        self.assertIn("-DTHREAD_STACK_SIZE=1048576", " ".join(arguments))
        self.assertNotIn("-DNDEBUG", " ".join(arguments))

    def test_another_c_librarys_names_are_given_to_make(self) -> None:
        musl = request(multiarch="x86_64-linux-musl", soabi="cpython-312-x86_64-linux-musl")
        self.assertEqual(
            make_variables(musl),
            [
                "SOABI=cpython-312-x86_64-linux-musl",
                "MULTIARCH=x86_64-linux-musl",
                'MULTIARCH_CPPFLAGS=-DMULTIARCH=\\"x86_64-linux-musl\\"',
            ],
        )
        self.assertEqual(make_variables(request(multiarch=""))[1:], ["MULTIARCH=", "MULTIARCH_CPPFLAGS="])


class TreeTest(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = Path(self.folder.name)
        self.mounted = self.root / "in"
        self.mounted.mkdir()

    def refused(self) -> str:
        with self.assertRaises(StepError) as caught:
            unpack_tree(self.mounted, self.root / "out")
        return str(caught.exception)

    def test_a_tarball_by_any_of_its_names_is_taken_without_its_tests(self) -> None:
        for number, name in enumerate(("Python-3.12.1.tar.xz", "Python-3.12.1.tgz", "python3.12_3.12.1.orig.tar.gz")):
            (self.mounted / "Python-3.12.1.tar.xz.asc").touch()
            path = tarball(self.mounted, name, "3.12.1")
            tree = unpack_tree(self.mounted, self.root / f"out{number}")
            path.unlink()
            self.assertEqual((tree.source["name"], len(tree.source["sha256"])), (name, 64))
            self.assertEqual((tree.root / "Lib/os.py").stat().st_mtime, 1_700_000_000)
            self.assertFalse((tree.root / "Lib/test").exists())

    def test_a_tree_is_copied_with_its_times(self) -> None:
        source = unpack_tree(tarball(self.mounted, "a.tgz", "3.12.1").parent, self.root / "tree").root
        copied = unpack_tree(source, self.root / "copy")
        self.assertEqual(copied.source, {"name": "folder"})
        self.assertEqual((copied.root / "Lib/os.py").stat().st_mtime, 1_700_000_000)

    def test_no_source_and_two_sources_are_refused(self) -> None:
        wanted = "the named context cpython must hold CPython's source tree or one tarball of it; it has "
        self.assertEqual(self.refused(), f"toolchain-not-found: {wanted}neither")
        for name in ("a.tgz", "b.tgz"):
            tarball(self.mounted, name, "3.12.1")
        self.assertEqual(self.refused(), f"toolchain-not-found: {wanted}a.tgz, b.tgz")

    def test_a_tarball_of_something_else_is_refused(self) -> None:
        with tarfile.open(self.mounted / "other.tar", "w") as archive:
            archive.addfile(tarfile.TarInfo("other-1.0/README"))
        self.assertIn("other.tar of the named context cpython has no Include/patchlevel.h", self.refused())

    def test_a_broken_tarball_is_no_traceback(self) -> None:
        (self.mounted / "a.tar.xz").write_bytes(b"\xfd7zXZ\0 and no more")
        self.assertTrue(self.refused().startswith("toolchain-failed: a.tar.xz could not be unpacked: "))

    def test_another_version_is_refused_and_both_are_named(self) -> None:
        for version in ("3.12.2", "3.12.1+", "3.12.1rc1"):
            tree = unpack_tree(tarball(self.mounted, "a.tgz", version).parent, self.root / version)
            self.assertEqual(read_version(tree.root), version)
            with self.assertRaises(StepError) as caught:
                check_version(tree.root, "3.12.1")
            self.assertEqual(
                str(caught.exception),
                f"toolchain-not-found: the named context cpython is Python {version}, "
                "the image's interpreter is Python 3.12.1",
            )


class TableTest(unittest.TestCase):
    def test_every_module_that_upstream_builds_can_be_linked(self) -> None:
        for python, shipped in SHIPPED.items():
            with self.subTest(python):
                names = {module.name for module in read_table(rooms.TABLE, python, "cpython").modules}
                self.assertEqual(set(shipped.split()) - names, set())

    def test_a_python_has_each_module_once(self) -> None:
        for python in SHIPPED:
            names = [module.name for module in read_table(rooms.TABLE, python, "cpython").modules]
            self.assertEqual(names, sorted(set(names)), python)

    def test_debian_has_in_its_archive_what_upstream_links_apart(self) -> None:
        names = {module.name for module in read_table(rooms.TABLE, "3.12", "debian").modules}
        self.assertEqual(names & {"math", "zlib", "_socket", "_struct"}, set())
        self.assertEqual(read_table(rooms.TABLE, "3.12", "cpython").core, ())

    def test_options_are_for_sources_of_their_module(self) -> None:
        for module in read_table(rooms.TABLE, "3.14", "cpython").modules:
            self.assertEqual(set(module.options) - set(module.sources), set(), module.name)


class ReleasesTest(unittest.TestCase):
    def test_a_release_has_the_sum_of_its_tarball(self) -> None:
        releases = json.loads((rooms.LINKER / "cpython.json").read_text(encoding="utf-8"))["releases"]
        table = json.loads(rooms.TABLE.read_text(encoding="utf-8"))
        self.assertEqual({version.rsplit(".", 1)[0] for version in releases}, set(table["pythons"]))
        for version, release in releases.items():
            self.assertRegex(release["sha256"], r"^[0-9a-f]{64}$", version)
        # Debian's source packages hold these three as they are.
        self.assertTrue(releases["3.9.2"]["sha256"].startswith("3c2034c54f811448"))
        self.assertTrue(releases["3.13.5"]["sha256"].startswith("93e583f243454e6e"))
        self.assertTrue(releases["3.14.6"]["sha256"].startswith("143b1dddefaec3bd"))


if __name__ == "__main__":
    unittest.main()

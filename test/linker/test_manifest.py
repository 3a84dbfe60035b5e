"""link.json is checked before anything of it is used."""

import json
import unittest
from pathlib import PurePosixPath
from typing import Any, Dict

import rooms  # noqa: F401  # pyright: ignore[reportUnusedImport]
from manifest import CPython, Debian, Manifest, ManifestError, OpenSSL, Python, Record, parse_manifest


def document(**changes: Any) -> bytes:
    data: Dict[str, Any] = {
        "format": 1,
        "hashes": {},
        "library": ["json/decoder.py", "os.py"],
        "modules": ["_bz2", "_ssl"],
        "openssl": {"folder": "/usr/lib/ssl", "major": 3},
        "origin": {
            "distribution": "debian",
            "kind": "debian",
            "package": "python3.11",
            "suite": "bookworm",
            "version": "3.11.2-6+deb12u6",
        },
        "python": {"abiflags": "", "soabi": "cpython-311-x86_64-linux-gnu", "version": "3.11.2"},
        "records": [],
    }
    data.update(changes)
    return json.dumps(data).encode()


CPYTHON: Dict[str, Any] = {
    "kind": "cpython",
    "multiarch": "x86_64-linux-gnu",
    "platlibdir": "lib",
    "prefix": "/usr/local",
    "thread_stack_size": 0,
}


class ManifestTest(unittest.TestCase):
    def refused(self, content: bytes) -> str:
        with self.assertRaises(ManifestError) as caught:
            parse_manifest(content)
        return str(caught.exception)

    def test_the_manifest_of_the_contract_is_read(self) -> None:
        python = Python("3.11.2", "", "cpython-311-x86_64-linux-gnu")
        library = frozenset([PurePosixPath("os.py"), PurePosixPath("json/decoder.py")])
        origin, openssl = Debian("3.11.2-6+deb12u6"), OpenSSL("/usr/lib/ssl", 3)
        expected = Manifest(python, origin, ("_bz2", "_ssl"), (), {}, openssl, library)
        self.assertEqual(parse_manifest(document()), expected)

    def test_records_and_hashes_are_read(self) -> None:
        record = {
            "id": "one==1.0:one._c",
            "distribution": "one",
            "version": "1.0",
            "file": "one/_c.cpython-311-x86_64-linux-gnu.so",
            "init": "PyInit__c",
        }
        digest = "sha256:" + "a" * 64
        found = parse_manifest(document(records=[record], hashes={"one": [digest]}))
        self.assertEqual((found.records, found.hashes), ((Record(**record),), {"one": (digest,)}))

    def test_a_record_leads_to_no_other_folder_and_no_other_symbol(self) -> None:
        good = {"id": "one==1:c", "distribution": "one", "version": "1", "file": "c.so", "init": "PyInit_c"}
        bad = {"file": ["/etc/c.so", "../c.so", "a/../c.so"], "init": ["main", "PyInit_c;"], "distribution": ["../x"]}
        for key, values in bad.items():
            for value in values:
                with self.subTest(key=key, value=value):
                    self.assertIn(f"records.{key} must be", self.refused(document(records=[{**good, key: value}])))

    def test_records_are_sorted_and_each_once(self) -> None:
        row = {"id": "one==1:c", "distribution": "one", "version": "1", "file": "c.so", "init": "PyInit_c"}
        self.assertIn("records must be sorted, each once", self.refused(document(records=[row, row])))

    def test_a_hash_is_a_digest(self) -> None:
        self.assertIn("hashes must be a list of sha256", self.refused(document(hashes={"one": ["md5:1"]})))

    def test_the_library_is_a_list_of_names_or_null(self) -> None:
        self.assertIsNone(parse_manifest(document(library=None)).library)
        refused = self.refused(document(library="os.py"))
        self.assertEqual(refused, "library must be a list of paths or null, not 'os.py'")
        self.assertEqual(self.refused(document(library=[1])), "library must be a list of paths, not 1")

    def test_openssl_has_a_plain_folder_and_a_number(self) -> None:
        self.assertIsNone(parse_manifest(document(openssl=None)).openssl)
        for folder in ("ssl", '/a"; b', "/a\n", None, "/" + "a" * 300):
            message = self.refused(document(openssl={"folder": folder, "major": 3}))
            self.assertTrue(message.startswith("openssl.folder must be "))
        for major in (-1, True, "3", None):
            message = self.refused(document(openssl={"folder": "/etc/ssl", "major": major}))
            self.assertTrue(message.startswith("openssl.major must be "))

    def test_the_manifest_of_a_build_from_source_is_read(self) -> None:
        manifest = parse_manifest(document(origin=CPYTHON))
        self.assertEqual(manifest.origin, CPython("/usr/local", "lib", "x86_64-linux-gnu", 0))
        self.assertEqual(manifest.revision, "3.11.2")

    def test_a_build_from_source_has_exactly_its_own_keys(self) -> None:
        self.assertEqual(
            self.refused(document(origin={**CPYTHON, "suite": "bookworm"})),
            "origin must have the keys kind, multiarch, platlibdir, prefix, thread_stack_size; "
            "it has kind, multiarch, platlibdir, prefix, suite, thread_stack_size",
        )

    def test_the_traits_of_a_build_from_source_are_checked(self) -> None:
        for key, value in (("prefix", "usr"), ("prefix", "/a b"), ("platlibdir", "../lib"), ("multiarch", None)):
            self.assertIn(f"origin.{key} must be text", self.refused(document(origin={**CPYTHON, key: value})))
        for size in (True, -1, "0"):
            message = self.refused(document(origin={**CPYTHON, "thread_stack_size": size}))
            self.assertEqual(message, f"origin.thread_stack_size must be a number of bytes, not {size!r}")

    def test_no_modules_is_a_manifest(self) -> None:
        self.assertEqual(parse_manifest(document(modules=[])).modules, ())

    def test_text_that_is_not_json_is_refused(self) -> None:
        self.assertRegex(self.refused(b"{"), r"^link\.json is not JSON: ")

    def test_another_format_is_refused_with_its_number(self) -> None:
        self.assertEqual(self.refused(document(format=2)), "link.json has format 2; this linker reads format 1")

    def test_true_is_not_format_1(self) -> None:
        self.assertEqual(self.refused(document(format=True)), "link.json has format True; this linker reads format 1")

    def test_an_unknown_key_is_refused(self) -> None:
        self.assertEqual(
            self.refused(document(extra=1)),
            "link.json must have the keys format, hashes, library, modules, openssl, origin, python, records; "
            "it has extra, format, hashes, library, modules, openssl, origin, python, records",
        )

    def test_a_module_name_is_an_identifier(self) -> None:
        for name in ("../x", "a b", "_ssl;rm", "", "_ssl\n", 3):
            message = self.refused(document(modules=[name]))
            self.assertEqual(message, f"modules must be a list of module names, not {name!r}")

    def test_modules_are_sorted_and_each_once(self) -> None:
        for modules in (["_ssl", "_bz2"], ["_bz2", "_bz2"]):
            self.assertIn("modules must be sorted, each once", self.refused(document(modules=modules)))

    def test_a_version_is_three_numbers(self) -> None:
        python = {"abiflags": "", "soabi": "cpython-311-x86_64-linux-gnu", "version": "3.11"}
        self.assertEqual(
            self.refused(document(python=python)),
            r"python.version must be text that matches 3\.\d+\.\d+, not '3.11'",
        )

    def test_a_long_value_is_shortened_in_the_message(self) -> None:
        self.assertLess(len(self.refused(document(modules=["/" * 5000]))), 200)


if __name__ == "__main__":
    unittest.main()

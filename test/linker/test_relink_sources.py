"""Which file is the source of a version, what a wheel made of libraries' names, and where libraries lie."""

import tempfile
import unittest
from pathlib import Path
from unittest.mock import patch

import rooms  # noqa: F401  # pyright: ignore[reportUnusedImport]
import sonames
from libraries import install_for, packages_with
from relink_request import Request
from requirements import admits, is_metadata
from sources import NoSource, is_of, of_index, same_version


def request(key: str, version: str) -> Request:
    soabi = "cpython-311-x86_64-linux-gnu"
    return Request(key, key, version, None, (), None, "3.11.2", "", soabi, True, "https://x/", ())


class SourcesTest(unittest.TestCase):
    def test_a_file_name_is_compared_by_the_normalized_name(self) -> None:
        for name in ("Zope.Interface-5.4.tar.gz", "zope.interface-5.4.tar.gz", "zope_interface-5.4.0.zip"):
            self.assertTrue(is_of(name, request("zope-interface", "5.4")), name)
        for name in ("zope.interface-5.4.1.tar.gz", "zope-5.4.tar.gz", "zope.interface.extra-5.4.tar.gz"):
            self.assertFalse(is_of(name, request("zope-interface", "5.4")), name)

    def test_versions_are_equal_however_they_are_written(self) -> None:
        self.assertTrue(same_version("1.0-post1", "1.0.post1"))
        self.assertTrue(same_version("v2.0", "2.0.0"))
        self.assertTrue(same_version("1.0RC1", "1.0rc1"))
        self.assertFalse(same_version("1.0rc1", "1.0"))
        self.assertFalse(same_version("1.10", "1.1"))

    def test_what_a_wheel_put_into_a_librarys_name_is_taken_off(self) -> None:
        self.assertEqual(sonames.plain("libpq-9b38f5e3.so.5.14"), "libpq.so.5.14")
        self.assertEqual(sonames.plain("libdb-5.3.so"), "libdb-5.3.so")
        self.assertEqual(sonames.stem("libxml2-0b12ab9d.so.2.10.3"), "libxml2")
        self.assertEqual(sonames.stem("libopenblasp-r0-09e95953.3.13.so"), "libopenblasp")

    def test_a_library_under_a_vendors_name_may_be_called_two_things(self) -> None:
        self.assertEqual(sonames.renamed("libscipy_openblas64_"), ["libopenblas64", "libopenblas"])
        self.assertEqual(sonames.renamed("libxml2"), [])

    def test_the_c_library_is_no_library_to_link(self) -> None:
        for name in ("libc.so.6", "ld-linux-x86-64.so.2", "libpthread.so.0", "libgcc_s.so.1", "librt.a"):
            self.assertTrue(sonames.is_own(name), name)
        for name in ("libcrypt.so.1", "libstdc++.so.6", "libcares.so.2", "libmvec_other.so.1"):
            self.assertFalse(sonames.is_own(name), name)

    def test_what_is_not_the_indexs_is_not_asked_of_it(self) -> None:
        with self.assertRaises(NoSource) as caught:
            of_index(request("one", "1")._replace(indexed=False, index_url="https://none.invalid/"), Path("/none"))
        self.assertIn("installed from a folder or an address of its own", str(caught.exception))

    def test_a_library_of_the_compilers_own_is_no_package_to_look_for(self) -> None:
        with tempfile.TemporaryDirectory() as name, patch("libraries.OF_LINKS", (Path(name),)):
            (Path(name) / "libstdc++.so").touch()
            with patch("apt.contents", side_effect=AssertionError("the index of files is read")):
                self.assertEqual(install_for(["libstdc++.so.6"]), [])

    def test_pip_is_the_newest_that_the_python_runs(self) -> None:
        row = {"filename": "pip-24.0-py3-none-any.whl", "requires-python": ">=3.7"}
        self.assertTrue(admits(row, "3.11"))
        self.assertFalse(admits({**row, "requires-python": ">=3.12"}, "3.11"))
        self.assertFalse(admits({**row, "filename": "pip-24.1b1-py3-none-any.whl"}, "3.11"))
        self.assertFalse(admits({**row, "yanked": True}, "3.11"))

    def test_a_project_is_known_by_the_metadata_that_a_package_installs(self) -> None:
        folder = "usr/lib/python3/dist-packages"
        self.assertTrue(is_metadata(f"{folder}/PyYAML-6.0.egg-info", "pyyaml"))
        self.assertTrue(is_metadata(f"{folder}/zope.interface-5.5.2-py3.11.egg-info/PKG-INFO", "zope-interface"))
        self.assertTrue(is_metadata(f"{folder}/psycopg2-2.9.5.dist-info/METADATA", "psycopg2"))
        for path in (f"{folder}/PyYAML_env-1.0.egg-info", f"{folder}/yaml/__init__.py", "etc/PyYAML-6.0.egg-info"):
            self.assertFalse(is_metadata(path, "pyyaml"), path)

    def test_a_library_in_a_folder_of_alternatives_is_of_the_package_that_bears_its_name(self) -> None:
        folder = "usr/lib/x86_64-linux-gnu"
        index = [
            (f"{folder}/openblas-serial/libopenblas.so", "libopenblas-serial-dev"),
            (f"{folder}/openblas-pthread/libopenblas.so", "libopenblas-pthread-dev"),
            (f"{folder}/libxml2.so", "libxml2-dev"),
            (f"{folder}/libxml2.so", "libxml2"),
            (f"{folder}/deep/er/libdeep.so", "libdeep-dev"),
        ]
        with patch("apt.contents", return_value=index), patch("apt.exists", return_value=True):
            found = packages_with({"libopenblas", "libxml2", "libdeep"}, ".so")
        self.assertEqual(found, {"libopenblas": "libopenblas-dev", "libxml2": "libxml2-dev"})


if __name__ == "__main__":
    unittest.main()

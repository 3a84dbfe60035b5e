import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import facts
import openssl
from made import ImageCase, elf
from openssl import OpenSSL

DYNLOAD = "/usr/lib/python3.11/lib-dynload"
PYTHON = "/usr/bin/python3.11"


def told(folder, version=b"OpenSSL 3.0.15 3 Sep 2024"):
    return elf() + b'%s\0OPENSSLDIR: "%s"\0' % (version, folder)


class FindOpenSSL(ImageCase):
    def found(self, tree):
        self.make(dict({PYTHON: elf()}, **tree))
        python = facts.running()._replace(suffixes=[".so"], stdlib=["/usr/lib/python3.11", DYNLOAD])
        return openssl.find(self.image, python, PYTHON)

    def test_in_the_library_that_the_module_needs(self):
        ssl = elf(needed=["libcrypto.so.3"])
        libraries = {"/usr/lib64/libcrypto.so.3": told(b"/etc/pki/tls"), "/opt/libcrypto.so.3": told(b"/opt/other")}
        self.assertEqual(self.found(dict(libraries, **{DYNLOAD + "/_ssl.so": ssl})), OpenSSL("/etc/pki/tls", 3))

    def test_linked_into_the_module_or_the_interpreter(self):
        self.assertEqual(self.found({PYTHON: told(b"/opt/conda/ssl/")}), OpenSSL("/opt/conda/ssl", 3))
        self.assertEqual(self.found({DYNLOAD + "/_hashlib.so": told(b"/etc/ssl")}), OpenSSL("/etc/ssl", 3))

    def test_its_version(self):
        versions = {b"OpenSSL 1.1.1w  11 Sep 2023": 1, b"OpenSSL 3.5.1 1 Jul 2025": 3, b"LibreSSL 4.0.0": 0}
        for version, major in versions.items():
            self.assertEqual(self.found({PYTHON: told(b"/etc/ssl", version)}), OpenSSL("/etc/ssl", major))

    def test_none(self):
        self.assertIsNone(self.found({DYNLOAD + "/_ssl.so": elf(needed=["libcrypto.so.3"])}))
        self.assertIsNone(self.found({DYNLOAD + "/_ssl.so": b""}))

    def test_a_folder_that_is_no_plain_path_is_not_taken(self):
        self.assertIsNone(self.found({PYTHON: told(b"C:/ssl") + told(b"/a b")}))


if __name__ == "__main__":
    unittest.main()

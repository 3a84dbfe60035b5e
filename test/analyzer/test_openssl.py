import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import facts
import openssl
from made import ImageCase, elf

DYNLOAD = "/usr/lib/python3.11/lib-dynload"
PYTHON = "/usr/bin/python3.11"


def told(folder):
    return elf() + b'OPENSSLDIR: "%s"\0' % folder


class OpenSSL(ImageCase):
    def found(self, tree):
        self.make(dict({PYTHON: elf()}, **tree))
        python = facts.running()._replace(suffixes=[".so"], stdlib=["/usr/lib/python3.11", DYNLOAD])
        return openssl.folder(self.image, python, PYTHON)

    def test_in_the_library_that_the_module_needs(self):
        ssl = elf(needed=["libcrypto.so.3"])
        libraries = {"/usr/lib64/libcrypto.so.3": told(b"/etc/pki/tls"), "/opt/libcrypto.so.3": told(b"/opt/other")}
        self.assertEqual(self.found(dict(libraries, **{DYNLOAD + "/_ssl.so": ssl})), "/etc/pki/tls")

    def test_linked_into_the_module_or_the_interpreter(self):
        self.assertEqual(self.found({PYTHON: told(b"/opt/conda/ssl/")}), "/opt/conda/ssl")
        self.assertEqual(self.found({DYNLOAD + "/_hashlib.so": told(b"/etc/ssl")}), "/etc/ssl")

    def test_none(self):
        self.assertEqual(self.found({DYNLOAD + "/_ssl.so": elf(needed=["libcrypto.so.3"])}), "")
        self.assertEqual(self.found({DYNLOAD + "/_ssl.so": b""}), "")

    def test_a_folder_that_is_no_plain_path_is_not_taken(self):
        self.assertEqual(self.found({PYTHON: told(b"C:/ssl") + told(b"/a b")}), "")


if __name__ == "__main__":
    unittest.main()

import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import system
from made import ImageCase
from users import ROOT, User


class System(ImageCase):
    def kept(self, env=None, user=ROOT, home="/root", prefixes=("/usr",), openssl=""):
        found = system.needs(self.image, env or {}, user, home, list(prefixes), openssl)
        return {need.path for need in found if self.image.lstat(need.path) is not None}

    def test_where_distributions_keep_them(self):
        for paths in (
            ("/etc/ssl/certs", "/usr/lib/ssl", "/usr/share/zoneinfo", "/usr/lib/locale/C.utf8"),
            ("/etc/ssl/cert.pem", "/etc/ssl1.1", "/etc/alpine-release"),
            ("/etc/pki/tls", "/etc/pki/ca-trust/extracted", "/etc/crypto-policies", "/etc/fedora-release"),
        ):
            self.make({path + "/x" if "." not in path else path: "" for path in paths})
            self.assertLessEqual(set(paths[:2]), self.kept())
        self.assertLessEqual({"/etc/crypto-policies", "/usr/share/zoneinfo", "/etc/alpine-release"}, self.kept())

    def test_an_interpreter_that_brings_its_own(self):
        self.make({"/opt/conda/ssl/cert.pem": "", "/opt/conda/share/zoneinfo/UTC": ""})
        found = self.kept(prefixes=["/opt/conda"])
        self.assertEqual(found, {"/opt/conda/ssl", "/opt/conda/share/zoneinfo"})

    def test_openssl_that_was_told_another_folder(self):
        self.make({"/odd/tls/openssl.cnf": "", "/odd/tls/private/host.key": ""})
        self.assertEqual(self.kept(openssl="/odd/tls"), {"/odd/tls"})
        self.assertLessEqual({"/odd/tls/private", "/odd/tls/misc", "/etc/ssl/private"}, system.without("/odd/tls"))

    def test_what_variables_name(self):
        self.make({"/ca/root.pem": "", "/zones/UTC": "", "/more/UTC": ""})
        env = {"SSL_CERT_FILE": "/ca/root.pem", "PYTHONTZPATH": "/zones:/more", "TERMINFO": "relative", "TZDIR": "/"}
        self.assertEqual(self.kept(env), {"/ca/root.pem", "/zones", "/more"})

    def test_an_empty_root_needs_nothing(self):
        self.assertEqual(self.kept(user=User(1000, 1000, [], "/", False)), set())

    def test_converters_are_for_other_character_sets_than_libcs_own(self):
        folder = "/usr/lib/x86_64-linux-gnu/gconv"
        self.make({folder + "/gconv-modules": "", "/usr/lib/locale/de_DE.iso885915/LC_CTYPE": ""})
        for locale, expected in (
            ("C", []),
            ("C.UTF-8", []),
            ("de_DE.UTF-8", []),
            ("de_DE.ISO-8859-15@euro", [folder]),
            ("de_DE", [folder]),
            ("fr_FR", []),
        ):
            self.assertEqual(system.converters(self.image, {"LC_ALL": locale}), expected, locale)


if __name__ == "__main__":
    unittest.main()

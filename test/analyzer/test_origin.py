import hashlib
import unittest
from unittest import mock

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import facts
import origin
import report
from findings import Findings
from ledger import Ledger
from made import ImageCase, Link, elf
from modules import Choice
from openssl import OpenSSL
from patterns import Matcher

RELEASE = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_CODENAME=bookworm\n'
STATUS = (
    "Package: python3.11-minimal\nStatus: install ok installed\nVersion: 3.11.2-6+deb12u6\n\n"
    "Package: python3.11\nStatus: install ok installed\nVersion: 9\n"
)
TLS = OpenSSL("/etc/ssl", 3)


class Origins(ImageCase):
    def find(self, real="/usr/bin/python3.11", version="3.11.2", **changes):
        return origin.find(self.image, self.python(version=version, **changes), real)

    def python(self, **changes):
        return facts.running()._replace(modified=False, **changes)

    def debian(self, **changes):
        tree = {
            "/etc/os-release": RELEASE,
            "/var/lib/dpkg/status": STATUS,
            "/var/lib/dpkg/info/python3.11-minimal.list": "/.\n/usr/bin/python3.11\n",
            "/usr/bin/python3.11": b"python",
        }
        tree.update(changes)
        self.make({path: content for path, content in tree.items() if content != "absent"})

    def test_a_packaged_interpreter(self):
        self.debian()
        expected = {
            "kind": "debian",
            "distribution": "debian",
            "suite": "bookworm",
            "package": "python3.11",
            "version": "3.11.2-6+deb12u6",
        }
        self.assertEqual(self.find(), expected)

    def test_a_release_whose_source_nobody_has_cannot_be_built_again(self):
        self.make({"/opt/python": elf()})
        python = self.python(version="3.11.99")
        known = origin.find(self.image, python, "/opt/python", ["3.11.99"])
        self.assertEqual(known["kind"], "cpython")
        found = origin.find(self.image, python, "/opt/python", ["3.11.2"])
        self.assertEqual(found["kind"], "other")
        self.assertIn("no source of CPython 3.11.99 is known", found["reason"])

    def test_ubuntu(self):
        self.debian(**{"/etc/os-release": "ID=ubuntu\nVERSION_CODENAME=jammy\n"})
        found = self.find()
        self.assertEqual((found["kind"], found["distribution"], found["suite"]), ("debian", "ubuntu", "jammy"))

    def test_a_package_of_another_archive_is_built_from_source(self):
        for version, suite, kind in (
            ("3.11.2-1+jammy1", "jammy", "cpython"),
            ("3.11.2-1+jammy2.1", "jammy", "cpython"),
            ("3.11.2-6+b1", "bookworm", "debian"),
            ("3.11.2-6+deb12u6", "bookworm", "debian"),
            ("3.11.2-1~22.04.1", "jammy", "debian"),
            ("3.11.2-0ubuntu1~22.04.1+esm1", "jammy", "debian"),
            ("3.11.2-1ubuntu0.1", "jammy", "debian"),
        ):
            with self.subTest(version):
                status = "Package: python3.11-minimal\nStatus: install ok installed\nVersion: %s\n" % version
                release = "ID=ubuntu\nVERSION_CODENAME=%s\n" % suite
                changes = {"/etc/os-release": release, "/var/lib/dpkg/status": status, "/usr/bin/python3.11": elf()}
                self.debian(**changes)
                found = self.find(prefix="/usr")
                self.assertEqual(found["kind"], kind)
                if kind == "cpython":
                    reason = "the package python3.11-minimal %s is not of ubuntu's own archive" % version
                    self.assertEqual((found["reason"], found["prefix"]), (reason, "/usr"))

    def test_distroless_has_a_status_folder_and_no_lists(self):
        self.make(
            {
                "/usr/lib/os-release": RELEASE,
                "/etc/os-release": Link("../usr/lib/os-release"),
                "/var/lib/dpkg/status.d/python3.11-minimal": "Package: python3.11-minimal\nVersion: 3.11.2-6\n",
                "/usr/bin/python3.11": b"python",
            }
        )
        self.assertEqual(self.find()["version"], "3.11.2-6")
        self.assertEqual(self.find("/usr/local/bin/python3.11")["kind"], "other")

    def test_an_interpreter_of_no_package(self):
        self.debian()
        self.make({"/usr/local/bin/python3.11": elf()})
        found = self.find("/usr/local/bin/python3.11", multiarch="x86_64-linux-gnu", prefix="/usr/local")
        del found["thread_stack_size"]
        self.assertEqual(
            found,
            {
                "kind": "cpython",
                "reason": "/usr/local/bin/python3.11 is not a file of the package python3.11-minimal",
                "prefix": "/usr/local",
                "platlibdir": "lib",
                "multiarch": "x86_64-linux-gnu",
            },
        )

    def test_the_link_manifest_has_no_reason(self):
        found = {"kind": "cpython", "reason": "x", "prefix": "/p", "platlibdir": "lib64", "multiarch": "m"}
        found["thread_stack_size"] = 1048576
        python = self.python(version="3.11.9")
        manifest = report.manifest(python, found, Choice("static", ["_ssl"], []), TLS, [], {}, self.ledger())
        self.assertEqual(manifest["openssl"], {"folder": "/etc/ssl", "major": 3})
        self.assertIsNone(manifest["library"])
        self.assertEqual(
            manifest["origin"],
            {"kind": "cpython", "prefix": "/p", "platlibdir": "lib64", "multiarch": "m", "thread_stack_size": 1048576},
        )

    def test_without_openssl_it_is_no_part_of_the_links_key(self):
        choice = Choice("static", ["_bz2"], [])
        manifest = report.manifest(self.python(), {"kind": "debian"}, choice, TLS, [], {}, self.ledger())
        self.assertIsNone(manifest["openssl"])

    def ledger(self):
        return Ledger(self.image, Matcher(self.image, [], []), Findings())

    def test_the_link_manifest_has_the_kept_files_of_debians_library(self):
        library = "/usr/lib/python3.11/"
        names = ("os.py", "ssl.py", "json/tool.py", "__pycache__/os.cpython-311.pyc", "lib-dynload/_bz2.so")
        self.make({library + name: "" for name in names})
        self.make({library + "sitecustomize.py": Link("/etc/sitecustomize.py")})
        self.make({"/usr/lib/python3/dist-packages/a.py": ""})
        ledger = self.ledger()
        ledger.keep_tree("/usr/lib", "runtime", "all", {library + "ssl.py"})
        python = self.python(version="3.11.2")
        manifest = report.manifest(python, {"kind": "debian"}, Choice("static", [], []), TLS, [], {}, ledger)
        self.assertEqual(manifest["library"], ["json/tool.py", "os.py", "sitecustomize.py"])

    def test_what_no_source_archive_gives(self):
        self.make({"/opt/bin/python": elf(), "/opt/bin/arm": elf(machine=183), "/opt/bin/text": "#!/bin/sh"})
        for real, changes, problem in (
            ("/opt/bin/python", {"version": "3.15.0a3"}, "/opt/bin/python is Python 3.15.0a3, which is no release"),
            ("/opt/bin/python", {"modified": True}, "/opt/bin/python is Python 3.11.2+, which is no release"),
            (
                "/opt/bin/python",
                {"version": "3.7.9"},
                "/opt/bin/python is Python 3.7.9, and only 3.8 and newer are built from source",
            ),
            ("/opt/bin/arm", {}, "/opt/bin/arm is no program for x86-64"),
            ("/opt/bin/text", {}, "/opt/bin/text is no program for x86-64"),
        ):
            found = origin.find(self.image, self.python(version="3.11.2")._replace(**changes), real)
            self.assertEqual(found["kind"], "other")
            self.assertTrue(found["reason"].endswith("; and " + problem), found["reason"])

    def test_a_build_that_does_not_know_its_multiarch(self):
        self.make({"/opt/a": elf(interpreter="/lib/ld-musl-x86_64.so.1"), "/opt/b": elf()})
        self.assertEqual(self.find("/opt/a", multiarch="", soabi="cpython-311")["multiarch"], "x86_64-linux-musl")
        self.assertEqual(self.find("/opt/b", multiarch="", soabi="cpython-311")["multiarch"], "x86_64-linux-gnu")
        soabi = "cpython-39-x86_64-linux-musl"
        self.assertEqual(self.find("/opt/b", multiarch="", soabi=soabi)["multiarch"], "x86_64-linux-musl")

    def test_the_stack_of_threads_is_what_the_build_was_told(self):
        for text, size in (
            ("-O2 -DTHREAD_STACK_SIZE=0x100000 -g", 1048576),
            ("'CFLAGS=-DTHREAD_STACK_SIZE=2097152'", 2097152),
            ("-DTHREAD_STACK_SIZE=0", 0),
            ("-O2", 0),
        ):
            with mock.patch.object(facts.sysconfig, "get_config_var", lambda name, text=text: text):
                self.assertEqual(facts.thread_stack_size(), size)

    def test_another_version_over_the_packaged_one(self):
        self.debian()
        self.assertEqual(
            self.find(version="3.11.9")["reason"].partition(";")[0],
            "/usr/bin/python3.11 is Python 3.11.9, but python3.11-minimal is installed as 3.11.2-6+deb12u6",
        )

    def test_a_changed_file_is_not_the_packages(self):
        sums = "/var/lib/dpkg/info/python3.11-minimal.md5sums"
        self.debian(**{sums: "%s  usr/bin/python3.11\n" % hashlib.md5(b"python").hexdigest()})
        self.assertEqual(self.find()["kind"], "debian")
        self.make({"/usr/bin/python3.11": b"another"})
        self.assertIn("is not the file that the package", self.find()["reason"])

    def test_another_distribution(self):
        self.make({"/etc/os-release": 'ID=alpine\nPRETTY_NAME="Alpine Linux v3.20"\n'})
        self.make({"/usr/bin/python3.11": elf()})
        self.assertEqual(self.find()["reason"], "the image is Alpine Linux v3.20, not Debian or Ubuntu")

    def test_an_image_without_a_name(self):
        self.make({"/usr/bin/python3.11": elf()})
        self.assertEqual(self.find()["reason"], "the image is of no named distribution, not Debian or Ubuntu")

    def test_a_removed_package_does_not_count(self):
        self.debian(**{"/var/lib/dpkg/status": STATUS.replace("install ok installed", "deinstall ok config-files")})
        self.assertIn("the package python3.11-minimal is not installed", self.find()["reason"])

    def test_upstream_versions(self):
        for version, expected in (
            ("3.11.2-6+deb12u6", "3.11.2"),
            ("3.14.0~rc2-1", "3.14.0rc2"),
            ("1:3.9.2-1", "3.9.2"),
        ):
            self.assertEqual(origin.upstream(version), expected)

    def test_old_releases_have_their_name_in_version(self):
        self.assertEqual(origin.codename("9 (stretch)"), "stretch")
        self.assertEqual(origin.codename(""), "")


if __name__ == "__main__":
    unittest.main()

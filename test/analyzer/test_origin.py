import hashlib
import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import facts
import origin
from made import ImageCase, Link

RELEASE = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_CODENAME=bookworm\n'
STATUS = (
    "Package: python3.11-minimal\nStatus: install ok installed\nVersion: 3.11.2-6+deb12u6\n\n"
    "Package: python3.11\nStatus: install ok installed\nVersion: 9\n"
)


class Origins(ImageCase):
    def find(self, real="/usr/bin/python3.11", version="3.11.2"):
        return origin.find(self.image, facts.running()._replace(version=version), real)

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

    def test_ubuntu(self):
        self.debian(**{"/etc/os-release": "ID=ubuntu\nVERSION_CODENAME=jammy\n"})
        found = self.find()
        self.assertEqual((found["kind"], found["distribution"], found["suite"]), ("debian", "ubuntu", "jammy"))

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
        self.assertEqual(
            self.find("/usr/local/bin/python3.11"),
            {"kind": "other", "reason": "/usr/local/bin/python3.11 is not a file of the package python3.11-minimal"},
        )

    def test_another_version_over_the_packaged_one(self):
        self.debian()
        self.assertEqual(
            self.find(version="3.11.9")["reason"],
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
        self.assertEqual(self.find()["reason"], "the image is Alpine Linux v3.20, not Debian or Ubuntu")

    def test_an_image_without_a_name(self):
        self.assertEqual(self.find()["reason"], "the image is of no named distribution, not Debian or Ubuntu")

    def test_a_removed_package_does_not_count(self):
        self.debian(**{"/var/lib/dpkg/status": STATUS.replace("install ok installed", "deinstall ok config-files")})
        self.assertEqual(self.find()["reason"], "the package python3.11-minimal is not installed")

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

import errno
import os
import stat
import unittest
from unittest import mock

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import attributes
import layers
from interpreter import Links
from ledger import Ledger
from made import ImageCase, Link
from patterns import Matcher, import_roots

is_root = os.getuid() == 0


class Trees(ImageCase):
    def setUp(self):
        super().setUp()
        self.ledger = self.new_ledger()

    def new_ledger(self, drop=()):
        return Ledger(self.image, Matcher(self.image, list(drop), import_roots([])), self.findings)

    def write(self, **changes):
        base = self.folder + "/base"
        for layer in ("runtime", "packages", "app"):
            os.makedirs(base + "/" + layer)
        self.base = base
        found = layers.Changes("/usr/bin/python3.11", "/usr/bin/python3.11.2.km", Links([], []), {}, {}, False)
        return layers.write(base, self.image, self.ledger, found._replace(**changes), self.findings)

    def status(self, path):
        return os.lstat(self.base + path)

    def test_content_modes_and_times_are_the_sources(self):
        self.make({"/usr/lib/a.py": "text", "/usr/lib/big": b"x" * 1000000, "/tmp": None, "/secret/f": "s"})
        for path, mode, time in (
            ("/usr/lib/a.py", 0o640, 123456789987654321),
            ("/tmp", 0o1777, 5),
            ("/secret", 0o700, 7),
        ):
            os.chmod(self.root + path, mode)
            os.utime(self.root + path, ns=(1, time))
        os.utime(self.root + "/usr/lib", ns=(1, 9))
        for path in ("/usr/lib", "/tmp", "/secret"):
            self.ledger.keep_tree(path, "runtime", "test", set())
        sizes = self.write()
        self.assertEqual(sizes["runtime"], {"files": 3, "bytes": 1000005})
        self.assertEqual(sizes["app"], {"files": 0, "bytes": 0})
        found = self.status("/runtime/usr/lib/a.py")
        self.assertEqual((stat.S_IMODE(found.st_mode), found.st_mtime_ns), (0o640, 123456789987654321))
        self.assertEqual(self.status("/runtime/usr/lib").st_mtime_ns, 9)
        self.assertEqual(stat.S_IMODE(self.status("/runtime/tmp").st_mode), 0o1777)
        self.assertEqual(stat.S_IMODE(self.status("/runtime/secret").st_mode), 0o700)
        with open(self.base + "/runtime/usr/lib/big", "rb") as file:
            self.assertEqual(file.read(), b"x" * 1000000)

    def test_hard_links_stay_hard_links(self):
        self.make({"/a/one": "x"})
        os.link(self.root + "/a/one", self.root + "/a/two")
        self.ledger.keep_tree("/a", "app", "test", set())
        self.assertEqual(self.write()["app"], {"files": 2, "bytes": 1})
        self.assertEqual(self.status("/app/a/one").st_ino, self.status("/app/a/two").st_ino)

    def test_links_stay_links_with_their_time(self):
        self.make({"/bin": Link("usr/bin"), "/usr/bin/sh": Link("dash"), "/usr/bin/dash": "x"})
        os.utime(self.root + "/usr/bin/sh", ns=(1, 42), follow_symlinks=False)
        self.ledger.keep("/bin/sh", "runtime", "test")
        self.write()
        self.assertEqual(os.readlink(self.base + "/runtime/bin"), "usr/bin")
        self.assertEqual(os.readlink(self.base + "/runtime/usr/bin/sh"), "dash")
        self.assertEqual(self.status("/runtime/usr/bin/sh").st_mtime_ns, 42)
        self.assertTrue(os.path.exists(self.base + "/runtime/usr/bin/dash"))

    @unittest.skipUnless(is_root, "SKIPPED: owners and setuid need root")
    def test_owners_setuid_and_attributes_stay(self):
        self.make({"/home/web/tool": "x", "/home/web/link": Link("tool")})
        os.chown(self.root + "/home/web", 1000, 100)
        os.chown(self.root + "/home/web/tool", 1000, 100)
        os.lchown(self.root + "/home/web/link", 1000, 100)
        os.chmod(self.root + "/home/web/tool", 0o4755)
        capability = b"\x01\x00\x00\x02\x00\x04\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
        os.setxattr(self.root + "/home/web/tool", "security.capability", capability)
        self.ledger.keep_tree("/home/web", "app", "test", set())
        self.write()
        for path in ("", "/tool", "/link"):
            found = self.status("/app/home/web" + path)
            self.assertEqual((found.st_uid, found.st_gid), (1000, 100))
        self.assertEqual(stat.S_IMODE(self.status("/app/home/web/tool").st_mode), 0o4755)
        self.assertEqual(os.getxattr(self.base + "/app/home/web/tool", "security.capability"), capability)

    def test_a_python_without_listxattr_asks_the_c_library_and_gets_the_same(self):
        import ctypes

        self.make({"/app/a.py": "", "/app/none": ""})
        value = b"a\0b"
        try:
            os.setxattr(self.root + "/app/a.py", "user.one", value)
        except OSError:
            self.skipTest("SKIPPED: this file system has no extended attributes")
        os.setxattr(self.root + "/app/a.py", "user.empty", b"")
        asked = attributes.by_library(ctypes)
        assert asked is not None
        with open(self.root + "/app/a.py") as file, open(self.root + "/app/none", "r+") as other:
            one, two = file.fileno(), other.fileno()
            self.assertEqual(sorted(asked.names(one)), sorted(os.listxattr(one)))
            self.assertEqual((asked.get(one, "user.one"), asked.get(one, "user.empty")), (value, b""))
            self.assertEqual(asked.names(two), os.listxattr(two))
            asked.put(two, "user.copy", value)
            self.assertEqual(os.getxattr(two, "user.copy"), value)
            with self.assertRaises(OSError) as caught:
                asked.get(two, "user.absent")
            self.assertEqual(caught.exception.errno, errno.ENODATA)

    def test_that_nothing_can_read_attributes_is_said_once(self):
        self.make({"/app/a.py": ""})
        self.ledger.keep_tree("/app", "app", "test", set())
        with mock.patch.object(attributes, "calls", lambda: None):
            self.write()
        self.assertEqual([finding.code for finding in self.findings.all()], ["attributes-unread"])

    def test_special_files_are_left_out_and_said(self):
        self.make({"/app/a.py": ""})
        os.mkfifo(self.root + "/app/pipe")
        self.ledger.keep_tree("/app", "app", "test", set())
        self.assertEqual(self.write()["app"]["files"], 1)
        self.assertEqual(self.messages(), ["/app/pipe is a socket, pipe or device, and is left out"])

    def test_a_folder_of_the_application_has_no_time_in_the_other_trees(self):
        site = "/app/.venv/site-packages"
        self.make({site + "/a.py": "", "/app/app.py": ""})
        self.ledger.keep_tree(site, "packages", "test", set())
        self.ledger.keep_tree("/app", "app", "test", {site})
        os.utime(self.root + "/app", ns=(1, 77))
        self.ledger = self.new_ledger()
        self.ledger.keep_tree(site, "packages", "test", set())
        self.ledger.keep_tree("/app", "app", "test", {site})
        self.write()
        self.assertEqual(self.status("/packages/app").st_mtime_ns, 0)
        self.assertEqual(self.status("/app/app").st_mtime_ns, 77)
        self.assertFalse(os.path.exists(self.base + "/app" + site))

    def test_the_interpreter_becomes_a_link_and_modules_placeholders(self):
        ssl = "/usr/lib/python3.11/lib-dynload/_ssl.so"
        self.make({"/usr/bin/python3.11": "python", "/venv/bin/python": "python", ssl: "elf"})
        os.utime(self.root + ssl, ns=(1, 11))
        for path in ("/usr/bin/python3.11", "/venv/bin/python", ssl):
            self.ledger.keep(path, "runtime", "test")
        copies = ["/usr/bin/python3.11", "/venv/bin/python"]
        self.write(links=Links(copies, copies), linked={ssl: "cpython:_ssl"})
        self.assertEqual(os.readlink(self.base + "/runtime/usr/bin/python3.11"), "python3.11.2.km")
        self.assertEqual(os.readlink(self.base + "/runtime/venv/bin/python"), "/usr/bin/python3.11.2.km")
        with open(self.base + "/runtime" + ssl, "rb") as file:
            self.assertEqual(file.read(), b"kontain module\ncpython:_ssl\n")
        self.assertEqual(self.status("/runtime" + ssl).st_mtime_ns, 11)
        self.assertFalse(os.path.lexists(self.base + "/runtime/usr/bin/python3.11.2.km"))

    def test_dynamic_brings_the_interpreter_under_its_new_name(self):
        self.make({"/usr/bin/python3.11": "python"})
        self.ledger.keep("/usr/bin/python3.11", "runtime", "test")
        self.write(links=Links(["/usr/bin/python3.11"], ["/usr/bin/python3.11"]), dynamic=True)
        with open(self.base + "/runtime/usr/bin/python3.11") as file:
            self.assertEqual(file.read(), "python")

    def test_dropped_files_are_absent_and_counted(self):
        self.make({"/app/keep.py": "", "/app/gone/a.py": "", "/app/gone/b/c.py": "", "/app/x.log": ""})
        self.ledger = self.new_ledger(["/app/gone", "/app/*.log", "/none"])
        self.ledger.keep_tree("/app", "app", "test", set())
        self.assertIsNone(self.ledger.keep("/app/gone/b/c.py", "app", "again"))
        self.assertEqual(self.write()["app"]["files"], 1)
        self.assertEqual(
            self.ledger.drop.report(),
            [
                {"pattern": "/app/*.log", "files": 1},
                {"pattern": "/app/gone", "files": 2},
                {"pattern": "/none", "files": 0},
            ],
        )
        self.assertEqual(sorted(self.ledger.dropped), ["/app/gone", "/app/x.log"])

    def test_two_writes_are_equal(self):
        self.make({"/app/%02d/%d.py" % (i, i): "x" * i for i in range(40)})
        self.ledger.keep_tree("/app", "app", "test", set())
        self.write()
        first = snapshot(self.base)
        os.rename(self.base, self.base + "1")
        self.write()
        self.assertEqual(snapshot(self.base), first)


def snapshot(base):
    found = []
    for layer in ("runtime", "packages", "app"):
        for folder, _, files in os.walk(base + "/" + layer):
            for path in [folder] + [folder + "/" + name for name in files]:
                status = os.lstat(path)
                found.append((path[len(base) :], status.st_mode, status.st_mtime_ns, status.st_uid, status.st_gid))
    return sorted(found)


if __name__ == "__main__":
    unittest.main()

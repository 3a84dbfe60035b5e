import os
import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import image
from made import ImageCase, Link


class Paths(ImageCase):
    def test_links_are_followed_inside_the_root(self):
        self.make(
            {
                "/bin": Link("usr/bin"),
                "/usr/bin/python3": Link("/etc/alternatives/python3"),
                "/etc/alternatives/python3": Link("../../usr/bin/python3.11"),
                "/usr/bin/python3.11": "x",
            }
        )
        found = self.image.resolve("/bin/python3")
        self.assertEqual(found.real, "/usr/bin/python3.11")
        self.assertEqual(found.links, ("/bin", "/usr/bin/python3", "/etc/alternatives/python3"))

    def test_a_link_cannot_leave_the_root(self):
        self.make({"/out": Link("../../../../etc"), "/abs": Link("/etc/passwd")})
        self.assertEqual(self.image.real("/out/passwd"), "/etc/passwd")
        self.assertIsNone(self.image.read("/out/passwd"))
        self.assertIsNone(self.image.read("/abs"))

    def test_a_loop_ends(self):
        self.make({"/a": Link("b"), "/b": Link("a")})
        self.assertIsNone(self.image.resolve("/a"))
        self.assertEqual(self.image.real("/a"), "/a")
        self.assertIsNone(self.image.read("/a"))

    def test_odd_names_survive(self):
        self.make({"/a b/ü\n.py": "x"})
        self.assertEqual(self.image.names("/a b"), ["ü\n.py"])
        with open(os.fsencode(self.root) + b"/\xff.py", "wb"):
            pass
        self.assertIn(os.fsdecode(b"\xff.py"), self.image.names("/"))
        self.assertIsNone(self.image.read("/a\0b"))

    def test_a_fifo_is_no_file_and_is_not_opened(self):
        os.mkfifo(self.root + "/pipe")
        self.assertIsNone(self.image.read("/pipe"))

    def test_mounts_are_hidden(self):
        seen = image.Image(self.root, frozenset(["/etc/hosts"]), self.findings)
        self.assertTrue(seen.is_hidden("/etc/hosts"))
        self.assertTrue(seen.is_hidden("/proc/self"))
        self.assertFalse(seen.is_hidden("/etc/hostsx"))

    def test_a_folder_with_a_mount_has_its_newest_members_time(self):
        self.make({"/etc/passwd": "x", "/etc/group": "x", "/etc/hosts": ""})
        os.utime(self.root + "/etc/passwd", ns=(5, 50))
        os.utime(self.root + "/etc/group", ns=(5, 40))
        self.assertEqual(image.times_of_engines(self.image), {"/": 0, "/etc": 50})

    def test_what_came_and_went_in_tmp_leaves_no_time(self):
        self.make({"/tmp/x": "", "/var/tmp/x": "", "/srv/tmp/x": ""})
        self.assertEqual(image.times_of_engines(self.image), {"/": 0, "/etc": 0, "/tmp": 0, "/var/tmp": 0})

    def test_mountinfo_escapes_are_read(self):
        self.assertEqual(image.unescape(rb"/a\040b"), b"/a b")


if __name__ == "__main__":
    unittest.main()

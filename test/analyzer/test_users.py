import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import users
from made import ImageCase


class Users(ImageCase):
    def setUp(self):
        super().setUp()
        self.make(
            {
                "/etc/passwd": "root:x:0:0:root:/root:/bin/sh\nweb:x:1000:100::/home/web:\n1234:x:7:7::/odd:\nbroken\n",
                "/etc/group": "root:x:0:\nweb:x:100:\nextra:x:200:other,web\n",
            }
        )

    def test_names_and_numbers(self):
        self.assertEqual(users.find(self.image, ""), users.User(0, 0, [], "/root", True))
        self.assertEqual(users.find(self.image, "web"), users.User(1000, 100, [200], "/home/web", True))
        self.assertEqual(users.find(self.image, "1000"), users.User(1000, 100, [200], "/home/web", True))
        self.assertEqual(users.find(self.image, "4000"), users.User(4000, 0, [], "/", False))
        self.assertEqual(users.find(self.image, "1234"), users.User(7, 7, [], "/odd", True))
        self.assertIsNone(users.find(self.image, "nobody"))

    def test_an_explicit_group_is_the_only_one(self):
        self.assertEqual(users.find(self.image, "web:extra"), users.User(1000, 200, [], "/home/web", True))
        self.assertEqual(users.find(self.image, "web:5"), users.User(1000, 5, [], "/home/web", True))
        self.assertIsNone(users.find(self.image, "web:none"))

    def test_home_is_dockers_unless_the_image_sets_it(self):
        web = users.find(self.image, "web")
        self.assertEqual(users.environment(web, {}, "/bin"), {"HOME": "/home/web", "PATH": "/bin"})
        self.assertEqual(users.environment(web, {"HOME": "/x", "PATH": "/y"}, "/bin"), {"HOME": "/x", "PATH": "/y"})


class NoUsers(ImageCase):
    def test_an_image_without_passwd(self):
        self.assertEqual(users.find(self.image, "1000:1000"), users.User(1000, 1000, [], "/", False))
        self.assertEqual(users.find(self.image, ""), users.User(0, 0, [], "/", True))


if __name__ == "__main__":
    unittest.main()

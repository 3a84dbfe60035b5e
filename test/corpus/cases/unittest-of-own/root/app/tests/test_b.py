import unittest


class Case(unittest.TestCase):
    def test_b(self):
        self.assertMultiLineEqual("a", "a")

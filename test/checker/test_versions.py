import unittest

import checker_path  # noqa: F401
import versions

# In PEP 440's order, one by one.
ASCENDING = [
    "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12", "1.0b1.dev456", "1.0b2", "1.0b2.post345.dev456",
    "1.0b2.post345", "1.0rc1.dev456", "1.0rc1", "1.0", "1.0+abc.5", "1.0+abc.7", "1.0+5", "1.0.post456.dev34",
    "1.0.post456", "1.0.15", "1.1.dev1", "1!0.5",
]  # fmt: skip

ALLOWED = [
    ("1.4.2", ">=1.4,<2", True),
    ("2.0", ">=1.4,<2", False),
    ("2.0rc1", "<2.0", False),
    ("2.0rc1", "<2.0rc2", True),
    ("1.9.9", "<2.0", True),
    ("1.0.post1", ">1.0", False),
    ("1.0.1", ">1.0", True),
    ("1.0+local", "==1.0", True),
    ("1.0+local", "==1.0+other", False),
    ("1.0", "==1.0.0", True),
    ("1.4.5", "==1.4.*", True),
    ("1.40", "==1.4.*", False),
    ("1.4.5", "!=1.4.*", False),
    ("2.2.post3", "~=2.2", True),
    ("2.9", "~=2.2", True),
    ("3.0", "~=2.2", False),
    ("1.4.5.9", "~=1.4.5", True),
    ("1.5", "~=1.4.5", False),
    ("1.0-foo", "===1.0-foo", True),
    ("1.0", "", True),
    ("1.2", ">= 1.0 , != 1.1", True),
]

UNKNOWN = [("not a version", ">=1"), ("1.0", ">=one"), ("1.0", "~=1"), ("1.0", "1.0"), ("1.0", ">1.*")]


class Versions(unittest.TestCase):
    def test_versions_order_as_in_pep_440(self) -> None:
        parsed = [versions.parse(text) for text in ASCENDING]
        self.assertNotIn(None, parsed)
        keys = [version.key() for version in parsed if version]
        self.assertEqual(sorted(keys), keys)
        self.assertEqual(len(set(keys)), len(keys))

    def test_spellings_of_a_version_are_one(self) -> None:
        for one, other in (("1.0alpha1", "1.0a1"), ("v1.0", "1"), ("1.0-1", "1.0.post1"), ("1.0RC1", "1.0c1")):
            with self.subTest(one):
                first, second = versions.parse(one), versions.parse(other)
                assert first and second
                self.assertEqual(first.key(), second.key())

    def test_a_specifier_allows_what_pep_440_says(self) -> None:
        for version, specifier, allowed in ALLOWED:
            with self.subTest("%s %s" % (version, specifier)):
                self.assertIs(versions.satisfies(version, specifier), allowed)

    def test_an_unknown_form_is_neither_allowed_nor_refused(self) -> None:
        for version, specifier in UNKNOWN:
            with self.subTest("%s %s" % (version, specifier)):
                self.assertIsNone(versions.satisfies(version, specifier))


if __name__ == "__main__":
    unittest.main()

import unittest
from typing import List

import checker_path  # noqa: F401
import stable

PAGE = b"<p>Hello</p>\n<input name=csrf value='%s'>\n<p>%s</p>\n"


def page(token: bytes, date: bytes = b"24 Nov 2026 11:12:13") -> bytes:
    return PAGE % (token, date)


def passes(source: List[bytes], result: bytes) -> bool:
    return stable.compare(source, result).same


class Stable(unittest.TestCase):
    def test_where_the_source_repeats_itself_the_result_must_too(self) -> None:
        self.assertTrue(passes([b"one", b"one"], b"one"))
        self.assertFalse(passes([b"one", b"one"], b"two"))
        self.assertFalse(passes([b"one", b"one"], b""))

    def test_a_token_that_differs_each_time_may_differ_in_the_result(self) -> None:
        self.assertTrue(passes([page(b"a1B2"), page(b"zZ99x")], page(b"q.Q-7_")))

    def test_beside_a_token_all_else_must_be_the_same(self) -> None:
        result = page(b"q").replace(b"Hello", b"Error")
        verdict = stable.compare([page(b"a"), page(b"b")], result)
        self.assertEqual((verdict.same, verdict.lacks), (False, b"Hello"))

    def test_the_order_of_the_stable_parts_counts(self) -> None:
        self.assertFalse(passes([b"a b c x1", b"a b c x2"], b"c b a x3"))

    def test_a_clock_that_stood_still_in_the_source_may_go_on_in_the_result(self) -> None:
        self.assertTrue(passes([page(b"a", b"24 Nov 11:12"), page(b"a", b"24 Nov 11:12")], page(b"a", b"24 Nov 11:13")))
        self.assertTrue(passes([page(b"a"), page(b"b")], page(b"c", b"24 Nov 2026 12:01:59")))
        self.assertFalse(passes([b"at 11:12 one", b"at 11:12 one"], b"at 11:13 two"))

    def test_json_in_one_line_is_held_part_by_part(self) -> None:
        bodies = [b'{"id": "%s", "name": "x"}' % token for token in (b"1f", b"2e")]
        self.assertTrue(passes(bodies, b'{"id": "77", "name": "x"}'))
        self.assertFalse(passes(bodies, b'{"id": "77", "name": "y"}'))

    def test_an_order_that_changes_from_start_to_start_is_not_stable(self) -> None:
        self.assertTrue(passes([b"{'a', 'b'}", b"{'b', 'a'}"], b"{'a', 'b'}"))

    def test_binary_bodies_compare_as_well(self) -> None:
        self.assertTrue(passes([bytes(range(256))] * 2, bytes(range(256))))
        self.assertFalse(passes([bytes(range(256))] * 2, bytes(range(255))))

    def test_what_passed_is_said(self) -> None:
        self.assertEqual(stable.compare([b"abc", b"abc"], b"abc").how, "the same 3 bytes")
        self.assertIn("differ among themselves", stable.compare([b"abc x", b"abc y"], b"abc z").how)


if __name__ == "__main__":
    unittest.main()

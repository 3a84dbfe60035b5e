"""What a compiler's command line tells of a shared object."""

import tempfile
import unittest
from pathlib import Path
from typing import List, Sequence, Tuple

import rooms  # noqa: F401  # pyright: ignore[reportUnusedImport]
from commandline import expand, parse_link


def parts(words: Sequence[str]) -> List[Tuple[str, str]]:
    link = parse_link(words)
    assert link is not None, words
    return [(item.kind, item.word) for item in link.inputs]


class CommandLineTest(unittest.TestCase):
    def test_only_a_link_of_a_shared_object_is_one(self) -> None:
        no = ["-c a.c -o a.o", "-o a a.o", "-shared a.o -o a.dll", "-shared -c a.c -o a.so", "-r a.o -o a.so"]
        self.assertEqual([line for line in no if parse_link(line.split()) is not None], [])
        yes = ["-shared a.o -o a.so", "-shared -oa.so.1.2 a.o", "-Wl,-shared a.o -o a.so"]
        self.assertEqual([line for line in yes if parse_link(line.split()) is None], [])

    def test_what_goes_in_keeps_its_order(self) -> None:
        words = "-shared -L/x a.o -lb c.a -Wl,--whole-archive d.a -Wl,--no-whole-archive -l e -o f.so".split()
        switch = [("switch", "-Wl,--whole-archive"), ("file", "d.a"), ("switch", "-Wl,--no-whole-archive")]
        expected = [("file", "a.o"), ("library", "b"), ("file", "c.a"), *switch, ("library", "e")]
        self.assertEqual(parts(words), expected)

    def test_an_option_of_the_linker_may_have_its_value_in_a_word_of_its_own(self) -> None:
        words = "-shared a.o -Wl,-soname -Wl,libx.so.1 -Wl,-z -Wl,now -Xlinker -rpath -Xlinker /x -o libx.so.1.2"
        self.assertEqual(parts(words.split()), [("file", "a.o")])

    def test_libraries_and_files_may_stand_among_the_linkers_words(self) -> None:
        self.assertEqual(
            parts("-shared -Wl,--start-group,a.a,-lb,--end-group -o c.so".split()), [("file", "a.a"), ("library", "b")]
        )

    def test_sources_are_told_from_objects(self) -> None:
        link = parse_link("-shared -O2 -Iinclude -DX=1 -fPIC -Wall a.c b.cpp c.o -o d.so".split())
        assert link is not None
        self.assertEqual([item.kind for item in link.inputs], ["source", "source", "file"])
        self.assertEqual(link.flags, ["-O2", "-Iinclude", "-DX=1", "-fPIC"])

    def test_another_linker_is_not_asked_for_again(self) -> None:
        link = parse_link("-shared -fuse-ld=gold -flto=4 a.o -o b.so".split())
        assert link is not None
        self.assertEqual(link.flags, ["-flto=4"])

    def test_words_in_files_stand_in_their_place(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "inner").write_text("'two words.o'\n", encoding="utf-8")
            (folder / "outer").write_text("-shared @inner\n-o x.so", encoding="utf-8")
            self.assertEqual(
                expand(["a.o", "@outer", "@absent"], folder), ["a.o", "-shared", "two words.o", "-o", "x.so", "@absent"]
            )


if __name__ == "__main__":
    unittest.main()

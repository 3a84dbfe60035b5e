"""A compiler's command line, as far as it tells what goes into a shared object."""

import re
import shlex
from pathlib import Path
from typing import Iterator, NamedTuple, Optional, Sequence

SHARED = re.compile(r"\.so(\.[0-9]+)*$")
SOURCES = (".c", ".cc", ".cpp", ".cxx", ".c++", ".C", ".S", ".s", ".f", ".F", ".for", ".f90", ".F90", ".f95", ".m")
OBJECTS = (".o", ".obj", ".lo", ".os")
ARCHIVES = (".a", ".rlib", ".lib")
# Options whose value is the next word; the linker's are those that come after -Wl or -Xlinker.
WITH_VALUE = frozenset(
    "-o -L -l -I -D -U -include -imacros -isystem -idirafter -iquote -x -T -u -z -MF -MT -MQ -B -J -Xassembler "
    "-Xpreprocessor -arch -target --param -aux-info -G -isysroot --sysroot -specs -wrapper -e".split()
)
LINKER_WITH_VALUE = frozenset(
    "-soname -h -rpath -rpath-link -z -T --version-script -version-script --dynamic-list -m -O -e -u -y "
    "--dynamic-linker -dynamic-linker --undefined --retain-symbols-file -Map --dependency-file -plugin "
    "-plugin-opt".split()
)
# Of the linker's own options those that decide what of an archive goes in.
KEPT_OF_LINKER = ("--whole-archive", "-whole-archive", "--no-whole-archive", "-no-whole-archive")
# Of the compiler's those that a link for link-time optimization needs.
KEPT_OF_COMPILER = re.compile(r"-(f(?!use-ld|sanitize)|m|O|std=).*")


class Input(NamedTuple):
    """A part of the result, in its place. ``kind``: ``file``, ``library`` (the word after -l), ``source`` or
    ``switch`` (of archives)."""

    kind: str
    word: str


class Link(NamedTuple):
    """A command that links a shared object. ``flags`` are those that compiling a source of it, or optimizing at link
    time, needs."""

    output: Path
    inputs: Sequence[Input]
    flags: Sequence[str]


def expand(words: Sequence[str], folder: Path, depth: int = 0) -> list[str]:
    """Put the words of @files in their place, as GCC does: what cannot be read stays as it is."""
    found: list[str] = []
    for word in words:
        path = folder / word[1:]
        if word.startswith("@") and len(word) > 1 and depth < 8 and path.is_file():
            text = path.read_text(encoding="utf-8", errors="surrogateescape")
            found += expand(shlex.split(text), folder, depth + 1)
        else:
            found.append(word)
    return found


def parse_link(words: Sequence[str]) -> Optional[Link]:
    """Read an expanded command line; None where it does not link a shared object by this name."""
    if not any(word == "-shared" or "-shared" in linker_words(word) for word in words):
        return None
    if any(word in ("-c", "-S", "-E", "-r", "-M", "-MM", "--version", "-###") for word in words):
        return None
    own, for_linker = part(words)
    output, flags = read_options(own)
    if SHARED.search(Path(output).name) is None:
        return None
    return Link(Path(output), sorted_inputs(own, for_linker), flags)


class Word(NamedTuple):
    """A word of the command line, and its place in it."""

    place: int
    text: str


def part(words: Sequence[str]) -> tuple[list[Word], list[Word]]:
    """Part the compiler's own words from those that it hands to the linker, whose options and values may stand in
    several -Wl of their own."""
    own: list[Word] = []
    for_linker: list[Word] = []
    rest = iter(enumerate(words))
    for place, word in rest:
        if word == "-Xlinker":
            for_linker.append(Word(place, next(rest, (0, ""))[1]))
        elif word.startswith("-Wl,"):
            for_linker += (Word(place, text) for text in linker_words(word))
        else:
            own.append(Word(place, word))
    return own, for_linker


def read_options(own: Sequence[Word]) -> tuple[str, list[str]]:
    """Return the output's name, and the flags that matter to objects."""
    output = ""
    flags: list[str] = []
    rest = iter(own)
    for _, word in rest:
        if word == "-o":
            output = value_of(rest)
        elif word.startswith("-o") and not word.startswith(("-openmp", "-objc")):
            output = word[2:]
        elif word in WITH_VALUE:
            value = value_of(rest)
            if word not in ("-L", "-T", "-u", "-z", "-e", "-l"):
                flags += [word, value]
        elif KEPT_OF_COMPILER.fullmatch(word) or word.startswith(("-I", "-D", "-U")):
            flags.append(word)
    return output, flags


def value_of(rest: Iterator[Word]) -> str:
    word = next(rest, None)
    return "" if word is None else word.text


def sorted_inputs(own: Sequence[Word], for_linker: Sequence[Word]) -> list[Input]:
    """Return what goes in, in the order of the words: which member of an archive counts depends on it."""
    placed = [*inputs(own, WITH_VALUE), *inputs(for_linker, LINKER_WITH_VALUE)]
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]


def inputs(words: Sequence[Word], with_value: frozenset[str]) -> Iterator[tuple[int, Input]]:
    rest = iter(words)
    for place, word in rest:
        if word == "-l":
            yield place, Input("library", value_of(rest))
        elif word in with_value:
            next(rest, None)
        elif word in KEPT_OF_LINKER:
            yield place, Input("switch", "-Wl,--" + word.lstrip("-"))
        elif word.startswith("-l"):
            yield place, Input("library", word[2:])
        elif not word.startswith("-"):
            yield from ((place, item) for item in file_input(word))


def linker_words(word: str) -> list[str]:
    return word.split(",")[1:] if word.startswith("-Wl,") else []


def file_input(word: str) -> Iterator[Input]:
    name = Path(word).name
    if name.endswith(SOURCES):
        yield Input("source", word)
    elif name.endswith(OBJECTS + ARCHIVES) or SHARED.search(name) or Path(word).is_file():
        yield Input("file", word)

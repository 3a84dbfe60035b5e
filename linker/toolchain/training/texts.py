"""Strings, bytes, regular expressions and streams."""

import base64
import binascii
import difflib
import html
import io
import re
import string
import textwrap
import tokenize
import unicodedata
import urllib.parse
from typing import Callable, List, Sequence

PROSE = (
    "It was a bright cold day in the hills, and 13 clocks were striking; nobody had asked them to. "
    "Le garçon mangeait 2.50 € de crêpes à l’été, während der Bär über 1,000 Straßen lief. "
)
LOG = '10.0.%d.%d - user%d [24/Nov/2026:10:%02d:07 +0000] "GET /items/%d?page=%d&q=a%%20b HTTP/1.1" 200 %d\n'


def lines(count: int) -> List[str]:
    return [LOG % (n % 7, n % 251, n % 40, n % 60, n * 31 % 997, n % 9, n * 17) for n in range(count)]


def strings() -> object:
    text = PROSE * 40
    parts = [word.strip(".,;").lower() for word in text.split() if not word.isdigit()]
    titles = " ".join(word.capitalize() if word.startswith("s") else word for word in parts)
    spaced = titles.replace("the", "a").partition("clocks")[2].rjust(9000, "*").upper().translate({65: "x", 66: None})
    joined = ""
    for n, word in enumerate(parts):
        joined += word[:3] + word[-1:] + ("-" if n % 4 else "\n")
    counts = [text.count(letter) for letter in string.ascii_lowercase]
    found = text.find("Straßen"), text.rfind("clocks"), "crêpes" in text, text.isascii(), text[::-1][5:50:3]
    return spaced[:9], joined.splitlines()[0].zfill(40), counts, found, text.swapcase().title()[:9]


def formats() -> object:
    rows: List[str] = []
    for n in range(2500):
        rows.append(f"{n:>6d}|{n / 7:.3f}|{n!r:<8}|{n:#x}|{'even' if n % 2 == 0 else 'odd'}")
        rows.append("%s is %5.1f%% of %-6s (%d)" % (n, n / 25, "all", n))
        rows.append("{0:,} {name!s:^10} {1:e}".format(n * 1001, n / 3, name="x"))
    numbers = [int(row[:6]) + float(row.split("|")[1]) for row in rows[::3]]
    template = string.Template("$who owes $$${sum}")
    return sum(numbers), [template.substitute(who="x", sum=n) for n in range(150)][-1], str(rows[:200]), repr(PROSE)


def coding() -> object:
    text = PROSE * 30
    for name in ("utf-8", "utf-16", "latin-1", "ascii", "cp1252"):
        text.encode(name, "replace").decode(name, "replace")
    data = text.encode() * 2
    folded = unicodedata.normalize("NFD", text[:900])
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    turned = bytes(byte ^ 0x5A for byte in data[:3000])
    words = bytearray(turned).replace(b"z", b"yy").split(b"y")
    return binascii.crc32(data), base64.b64decode(base64.b64encode(data)) == data, data.hex()[:9], plain, len(words)


def patterns() -> object:
    whole = "".join(lines(500))
    row = re.compile(
        r'^(?P<host>[\d.]+) \S+ (?P<user>\w+) \[([^]]+)\] "(GET|POST) ([^ "]*) HTTP/[\d.]+" (\d{3}) (\d+)$', re.M
    )
    hosts = [(match.group("host"), match["user"], int(match.group(7))) for match in row.finditer(whole)]
    dates = re.sub(r"(\d\d)/([A-Z][a-z]{2})/(\d{4})", lambda match: "-".join(match.group(3, 2, 1)), whole)
    words = re.findall(r"(?i)\b(?:[a-z]+ing|th\w*|(?<=a )\w+)\b", PROSE * 20)
    parts = re.split(r"\s*[,;.]\s*", PROSE * 20)
    tags = re.sub(r"<(\w+)[^>]*>.*?</\1>", "", "<b class='x'>bold</b> and <i>thin</i> " * 200)
    again = re.compile(r"(a|b)*?c+|[^\W\d_]{2,5}(?=\d)", re.DOTALL).findall("abababccc foo12 bar7 " * 200)
    return len(hosts), dates[:9], len(words), len(parts), tags[:9], len(again)


def building_patterns() -> object:
    re.purge()
    words = [rf"^(?:word{n}|[a-f{n}]+)\s*(?P<x>\d{{1,{n + 1}}})(?!y)$" for n in range(25)]
    return [re.compile(word, re.I).match("word3 12") for word in words]


def streams() -> object:
    file = io.BytesIO()
    writer = io.TextIOWrapper(io.BufferedWriter(file), encoding="utf-8", newline="\n")  # type: ignore[arg-type]
    for row in lines(800):
        writer.write(row)
    writer.flush()
    file.seek(0)
    reader = io.TextIOWrapper(io.BufferedReader(file), encoding="utf-8")  # type: ignore[arg-type]
    total = sum(len(row.rstrip("\n").split(" ")) for row in reader)
    memory = io.StringIO()
    for n in range(2000):
        print(n, "line", n / 2, sep="\t", file=memory)
    return total, memory.getvalue().count("\n"), file.getvalue()[:9]


SOURCE = "def area(side, *rest):\n    # of a square\n    return side ** 2 + sum(r * 1.5 for r in rest)  # all\n" * 12


def writing() -> object:
    tokens = [token.string for token in tokenize.generate_tokens(io.StringIO(SOURCE).readline)]
    wrapped = textwrap.fill(PROSE * 3, width=60)
    diff = list(difflib.unified_diff(wrapped.split("\n"), wrapped.replace("clocks", "bells").split("\n")))
    pages = [urllib.parse.urlsplit(f"http://a.example:80/b/{n}?q={n}&r=%20x#f") for n in range(200)]
    queries = [urllib.parse.parse_qs(page.query) for page in pages]
    joined = [urllib.parse.urljoin(page.geturl(), "../c?" + urllib.parse.urlencode({"k": "ü &"})) for page in pages]
    return len(tokens), len(diff), queries[-1], joined[-1], html.unescape(html.escape("<a href='x'>&amp;</a>" * 50))


PROGRAMS: Sequence[Callable[[], object]] = (strings, formats, coding, patterns, building_patterns, streams, writing)

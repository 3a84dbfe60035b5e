"""Documents of all kinds, and the parts of the library that services use."""

import argparse
import collections
import configparser
import csv
import dataclasses
import datetime
import html.parser
import io
import json
import marshal
import pickle
import struct
import weakref
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple


@dataclasses.dataclass(order=True)
class Order:
    number: int
    customer: str
    lines: List[Tuple[str, int, float]]
    note: Optional[str] = None

    def total(self) -> float:
        return sum(count * price for _, count, price in self.lines)


def orders(count: int) -> List[Order]:
    return [
        Order(n, f"customer {n % 13}", [(f"item{m}", m + 1, m * 1.25) for m in range(n % 4)], "é\n" if n % 3 else None)
        for n in range(count)
    ]


def json_texts() -> object:
    documents: List[Mapping[str, Any]] = [dataclasses.asdict(order) for order in orders(120)]
    text = json.dumps(documents)
    pretty = json.dumps(documents[:40], indent=2, sort_keys=True, ensure_ascii=False)
    for _ in range(6):
        json.dumps(json.loads(text), separators=(",", ":"))
    numbers = json.loads(json.dumps([[n, n / 7, -n, True, None, str(n)] for n in range(800)]))
    return len(json.loads(pretty)), len(numbers), json.loads('{"a": [1e5, "\\u00e9\\n"]}')


def pickles() -> object:
    rows = orders(250)
    plain = [{"id": n, "name": str(n), "parts": (n, n / 2, None, True), "set": {n}} for n in range(500)]
    for protocol in (2, 4, 4, 5):
        pickle.loads(pickle.dumps(rows, protocol))
        pickle.loads(pickle.dumps(plain, protocol))
    return marshal.loads(marshal.dumps(plain)) == plain


def tables() -> object:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["number", "customer", "total"])
    writer.writerows([order.number, f'{order.customer}, "x"', order.total()] for order in orders(600))
    file.seek(0)
    totals: Dict[str, float] = collections.defaultdict(float)
    for row in csv.DictReader(file):
        totals[row["customer"]] += float(row["total"])
    return sorted(totals.items(), key=lambda item: -item[1])[:3]


def binaries() -> object:
    header = struct.Struct("<IHbd4s")
    packed = b"".join(header.pack(n, n % 65536, n % 100 - 50, n / 3, b"abcd") for n in range(1500))
    total = sum(row[0] + row[3] for row in header.iter_unpack(packed))
    view = memoryview(packed)
    parts = [struct.unpack_from(">HH", view, n)[0] for n in range(0, 4000, 4)]
    return total, sum(parts), int.from_bytes(view[:8], "little"), view[3:99].tolist()


def dates() -> object:
    start = datetime.datetime(2026, 11, 24, 8, 30, tzinfo=datetime.timezone.utc)
    days = [start + datetime.timedelta(days=n, minutes=n * 7) for n in range(700)]
    texts = [day.isoformat() for day in days]
    parsed = [datetime.datetime.fromisoformat(text) for text in texts]
    named = [day.strftime("%d.%m.%Y %H:%M") for day in days[:150]]
    return max(parsed) - min(parsed), parsed == days, named[-1], {day.weekday() for day in days}, days[3].date()


class Links(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: List[Optional[str]] = []

    def handle_starttag(self, tag: str, attrs: List[Tuple[str, Optional[str]]]) -> None:
        if tag == "a":
            self.found.extend(value for name, value in attrs if name == "href")


def markup() -> object:
    links = Links()
    links.feed("<p class=x>text &amp; <a href='/one?a=1&amp;b=2'>one</a><br/><!-- no --></p>\n" * 40)
    return len(links.found)


def settings() -> object:
    config = configparser.ConfigParser()
    config.read_string("[a]\nx = 1\ny: %(x)s2\n[b]\nname = value\n" + "".join(f"k{n} = {n}\n" for n in range(80)))
    parser = argparse.ArgumentParser(prog="x")
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("names", nargs="*")
    parsed = [parser.parse_args(["--count", str(n), "a", "b"]) for n in range(25)]
    return config.getint("a", "y"), dict(config["b"])["k7"], parsed[-1].count


class Observed:
    def __init__(self, number: int) -> None:
        self.number = number
        self.other: Any = self if number % 5 == 0 else None


def references() -> object:
    kept: "weakref.WeakValueDictionary[int, Observed]" = weakref.WeakValueDictionary()
    alive: List[Observed] = []
    for n in range(2500):
        thing = kept[n] = Observed(n)
        if n % 3 == 0:
            alive.append(thing)
    return len(alive), sum(1 for n in range(0, 2500, 3) if kept.get(n) is not None)


PROGRAMS: Sequence[Callable[[], object]] = (
    *(json_texts, pickles, tables, binaries, dates),
    *(markup, settings, references),
)

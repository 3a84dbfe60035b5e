"""Programs that do nothing but compute, each for some tenths of a second. Prints their times in seconds as JSON."""

import hashlib
import json
import pickle
import re
import sys
import time
from itertools import permutations


def nbody() -> None:
    bodies = [[0.1 * i, 0.2 * i, 0.3 * i, 0.01, 0.02, 0.03, 1.0 / (i + 1)] for i in range(5)]
    for _ in range(6000):
        for i, a in enumerate(bodies):
            for b in bodies[i + 1 :]:
                dx, dy, dz = a[0] - b[0], a[1] - b[1], a[2] - b[2]
                force = 0.001 / (dx * dx + dy * dy + dz * dz + 0.01) ** 1.5
                a[3] -= dx * b[6] * force
                a[4] -= dy * b[6] * force
                a[5] -= dz * b[6] * force
                b[3] += dx * a[6] * force
                b[4] += dy * a[6] * force
                b[5] += dz * a[6] * force
        for body in bodies:
            body[0] += 0.001 * body[3]
            body[1] += 0.001 * body[4]
            body[2] += 0.001 * body[5]


def fannkuch() -> None:
    for start in permutations(range(8)):
        row = list(start)
        while row[0]:
            first = row[0] + 1
            row[:first] = row[first - 1 :: -1] if first <= len(row) else row[::-1]


def spectral() -> None:
    size = 180
    u = [1.0] * size
    for _ in range(4):
        v = [sum(x / ((i + j) * (i + j + 1) // 2 + i + 1) for j, x in enumerate(u)) for i in range(size)]
        u = [sum(x / ((i + j) * (i + j + 1) // 2 + j + 1) for j, x in enumerate(v)) for i in range(size)]


def words() -> None:
    text = " ".join("word%d" % (n * 7919 % 5003) for n in range(60000))
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def regex() -> None:
    text = "user%d@host%d.example.org, 2026-11-%02d 12:%02d; "
    whole = "".join(text % (n, n % 17, n % 28 + 1, n % 60) for n in range(4000))
    for _ in range(4):
        re.findall(r"(\w+)@(\w+)\.example\.(?:org|com)", whole)
        re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\3.\2.\1", whole)


def documents() -> None:
    document = [{"id": n, "name": "n%d" % n, "tags": ["a", "b", str(n)], "value": n / 7} for n in range(4000)]
    for _ in range(6):
        json.loads(json.dumps(document))


def pickles() -> None:
    rows = [(n, str(n), {"key": n, "list": list(range(8))}) for n in range(8000)]
    for _ in range(6):
        pickle.loads(pickle.dumps(rows, protocol=4))


class Node:
    def __init__(self, value: int) -> None:
        self.value = value
        self.left = None
        self.right = None

    def insert(self, value: int) -> None:
        node = self
        while True:
            side = "left" if value < node.value else "right"
            child = getattr(node, side)
            if child is None:
                setattr(node, side, Node(value))
                return
            node = child


def objects() -> None:
    root = Node(50021)
    value = 1
    for _ in range(16000):
        value = value * 48271 % 100043
        root.insert(value)


def generators() -> None:
    def sieve(numbers, prime):
        return (n for n in numbers if n % prime)

    for _ in range(3):
        numbers = iter(range(2, 1500))
        for _ in range(90):
            numbers = sieve(numbers, next(numbers))
        sum(numbers)


def digests() -> None:
    data = bytes(range(256)) * 64
    for n in range(400):
        hashlib.sha256(data + str(n).encode()).hexdigest()


PROGRAMS = [nbody, fannkuch, spectral, words, regex, documents, pickles, objects, generators, digests]


def seconds(program) -> float:
    """The best of three: what the machine does beside only adds."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        program()
        times.append(time.perf_counter() - begun)
    return min(times)


if __name__ == "__main__":
    json.dump({program.__name__: seconds(program) for program in PROGRAMS}, sys.stdout)

"""Calls, classes, generators, exceptions, and the compiler itself."""

import abc
import ast
import contextlib
import enum
import functools
import inspect
from typing import Any, Callable, Dict, Generator, Iterator, List, NamedTuple, Optional, Sequence, Set


class Shape(abc.ABC):
    sides = 0

    @abc.abstractmethod
    def area(self) -> float: ...

    @property
    def name(self) -> str:
        return type(self).__name__

    def __lt__(self, other: "Shape") -> bool:
        return self.area() < other.area()


class Square(Shape):
    sides = 4

    def __init__(self, side: float) -> None:
        self.side = side

    def area(self) -> float:
        return self.side * self.side


class Box(Square):
    __slots__ = ("height",)

    def __init__(self, side: float, height: float = 1.0) -> None:
        super().__init__(side)
        self.height = height

    def area(self) -> float:
        return super().area() + 4 * self.side * self.height


class Point(NamedTuple):
    x: int
    y: int


class Colour(enum.Enum):
    RED = 1
    GREEN = 2
    BLUE = 3


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x: int, y: int) -> None:
        self.x, self.y = x, y

    def __add__(self, other: "Vector") -> "Vector":
        return Vector(self.x + other.x, self.y + other.y)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vector) and self.x == other.x and self.y == other.y

    def __hash__(self) -> int:
        return hash((self.x, self.y))

    def __getattr__(self, name: str) -> int:
        if name == "length":
            return abs(self.x) + abs(self.y)
        raise AttributeError(name)


def classes() -> object:
    shapes: List[Shape] = [Square(n % 7 + 1) if n % 3 else Box(n % 5 + 1, height=2.0) for n in range(3000)]
    total = sum(shape.area() * shape.sides for shape in shapes)
    names = {shape.name for shape in shapes}
    return total, names, sorted(shapes)[0].area()


def operators() -> object:
    here = Vector(0, 0)
    seen: Set[Vector] = set()
    for n in range(6000):
        here = here + Vector(n % 3 - 1, n % 5 - 2)
        if here not in seen and here.length < 4000:
            seen.add(here)
    points = [Point(n % 11, n) for n in range(4000)]
    return len(seen), max(point.x * 2 - point.y for point in points), [Colour(n % 3 + 1).name for n in range(900)]


def fibonacci(n: int) -> int:
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def hanoi(n: int, source: List[int], target: List[int], spare: List[int]) -> None:
    if n > 0:
        hanoi(n - 1, source, spare, target)
        target.append(source.pop())
        hanoi(n - 1, spare, target, source)


def recursion() -> object:
    tower: List[int] = list(range(11))
    hanoi(11, tower, [], [])

    @functools.lru_cache(maxsize=None)
    def ways(total: int, coin: int) -> int:
        if total == 0:
            return 1
        return sum(ways(total - part, part) for part in (1, 2, 5, 10, 20, 50) if part <= min(total, coin))

    return fibonacci(20), ways(200, 50)


def spread(*values: int, scale: int = 1, **named: int) -> int:
    return scale * (sum(values) + sum(named.values()))


def calls() -> object:
    twice: Callable[[int], int] = functools.partial(spread, 1, scale=2)
    chosen: Dict[str, int] = {"a": 1, "b": 2}
    total = 0
    for n in range(6000):
        total += spread(n, n + 1) + spread(*(n, 2, 3), **chosen) + twice(n) + spread(scale=n, c=n)
        total += min(n, 10) + max(0, n - 5) + len(str(n)) + (lambda m: m + 1)(n)
    return total


def counter(step: int) -> Callable[[], int]:
    count = 0

    def advance() -> int:
        nonlocal count
        count += step
        return count

    return advance


def closures() -> object:
    counters = [counter(step) for step in range(1, 8)]
    return [advance() for _ in range(1500) for advance in counters][-1]


def walk(tree: Any) -> Iterator[int]:
    if type(tree) is int:
        yield tree
    else:
        for part in tree:
            yield from walk(part)


def averages() -> Generator[float, Optional[int], None]:
    total, count = 0, 0
    while True:
        value = yield total / max(count, 1)
        total, count = total + (value or 0), count + 1


def generators() -> object:
    tree: Any = 1
    for n in range(9):
        tree = (tree, n, tree)
    running = averages()
    next(running)
    odd = (n for n in range(8000) if n & 1)
    return sum(walk(tree)), [running.send(n) for n in range(4000)][-1], sum(n * n for n in odd)


class Wait:
    def __await__(self) -> Generator[int, None, int]:
        yield 1
        return 2


async def step(n: int) -> int:
    return n + (await Wait() if n % 4 == 0 else 0)


async def gather(count: int) -> int:
    total = 0
    for n in range(count):
        total += await step(n)
    return total


def coroutines() -> object:
    running = gather(8000)
    with contextlib.suppress(StopIteration):
        while True:
            running.send(None)
    return running.cr_frame


@contextlib.contextmanager
def noted(log: List[str], name: str) -> Generator[None, None, None]:
    log.append(name)
    try:
        yield
    finally:
        log.pop()


def exceptions() -> object:
    log: List[str] = []
    found = 0
    table: Dict[int, int] = {n: n for n in range(0, 3000, 2)}
    for n in range(3000):
        try:
            found += table[n]
        except KeyError as error:
            found -= int(error.args[0])
        finally:
            found += 1
        with contextlib.suppress(ValueError), noted(log, "n"):
            found += int("x" if n % 5 == 0 else "7")
    return found


SOURCE = '''
class Account:
    """One of many."""
    kinds = ("open", "closed")

    def __init__(self, owner, balance=0, *, limit=None, **rest):
        self.owner, self.balance, self.limit = owner, balance, limit
        self.rest = {key: value for key, value in rest.items() if value is not None}

    def pay(self, amount: float) -> float:
        if amount <= 0 or (self.limit is not None and amount > self.limit):
            raise ValueError(f"{self.owner!r} cannot pay {amount:.2f}")
        try:
            self.balance -= amount
        finally:
            self.log[-1] = lambda n=amount: n ** 2 // 3 if n else [x for x in range(n)][::2]
        while self.balance < 0:
            for name, value in sorted(self.rest.items()):
                self.balance += value["x"].y(1, *self.kinds, z=2) @ 3 or -1
            else:
                break
        return self.balance
'''


def compiler() -> object:
    names: List[str] = []
    for n in range(25):
        exec(compile(SOURCE, f"source{n}", "exec"), {})
        tree = ast.parse(SOURCE)
        names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return names, [str(inspect.signature(function)) for function in (spread, hanoi, noted)]


PROGRAMS: Sequence[Callable[[], object]] = (
    classes,
    operators,
    recursion,
    calls,
    closures,
    generators,
    coroutines,
    exceptions,
    compiler,
)

"""Lists, tuples, dicts, sets, and what the library builds of them."""

import bisect
import collections
import copy
import heapq
import itertools
import operator
from array import array
from typing import Any, Callable, Dict, FrozenSet, List, Sequence, Set, Tuple


def pseudo(count: int, limit: int) -> List[int]:
    """Numbers that look random and are not, by an old rule of multiplication."""
    value = 42
    found: List[int] = []
    for _ in range(count):
        value = value * 16807 % 2147483647
        found.append(value % limit)
    return found


def sorting() -> object:
    numbers = pseudo(6000, 10000)
    rows = [(n % 10, str(n), n / 3) for n in numbers]
    rows.sort(key=operator.itemgetter(1))
    rows.sort(key=lambda row: (row[0], -row[2]), reverse=True)
    merged = list(heapq.merge(sorted(numbers[:900]), sorted(numbers[900:1800])))
    return sorted(numbers)[::-1][:5], sorted(map(str, numbers))[0], rows[0], merged[0]


def quicksort(numbers: List[int], low: int, high: int) -> None:
    while low < high:
        left, right, middle = low, high, numbers[(low + high) // 2]
        while left <= right:
            while numbers[left] < middle:
                left += 1
            while numbers[right] > middle:
                right -= 1
            if left <= right:
                numbers[left], numbers[right] = numbers[right], numbers[left]
                left, right = left + 1, right - 1
        quicksort(numbers, low, right)
        low = left


def lists() -> object:
    numbers = pseudo(4000, 5000)
    quicksort(numbers, 0, len(numbers) - 1)
    stack: List[int] = []
    for n in numbers:
        if n % 3:
            stack.append(n)
        elif stack:
            stack.pop()
    grid = [[(row * column) % 7 for column in range(60)] for row in range(60)]
    turned = [list(row) for row in zip(*grid)]
    product = [[sum(map(operator.mul, row, column)) for column in turned] for row in grid[:12]]
    del numbers[10:20]
    numbers[5:5] = [1, 2, 3]
    return stack[:3], product[0][0], numbers.index(1), numbers.count(2), [*stack, *numbers] == stack + numbers


def life() -> object:
    cells: Set[Tuple[int, int]] = {(n, m) for n in range(14) for m in range(14) if (n * m + n) % 3 == 0}
    for _ in range(9):
        around = collections.Counter(
            (x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy
        )
        cells = {cell for cell, count in around.items() if count == 3 or (count == 2 and cell in cells)}
    return len(cells)


def dicts() -> object:
    groups: Dict[str, List[int]] = {}
    for n in pseudo(8000, 900):
        groups.setdefault(f"key{n}", []).append(n)
    sums = {name: sum(values) for name, values in groups.items()}
    by_number: Dict[int, int] = collections.defaultdict(int)
    for n in range(12000):
        by_number[n * 7 % 1009] += n
    ordered = collections.OrderedDict(sorted(sums.items()))
    for name in list(ordered)[::2]:
        ordered.move_to_end(name)
        del ordered[name]
    both = {**sums, "last": 1}
    both.update(other=2)
    return len(ordered), by_number.get(5), both.pop("last"), "key5" in both, sorted(both.values())[0]


def sets() -> object:
    some: FrozenSet[int] = frozenset(pseudo(3000, 2000))
    other = set(range(0, 2000, 3))
    primes = set(range(2, 6000))
    for n in range(2, 78):
        primes.difference_update(range(n * n, 6000, n))
    return len(some & other), len(some | other), len(some ^ other), some <= other, len(primes)


def graph() -> object:
    edges: Dict[int, List[Tuple[int, int]]] = {
        n: [((n * 3 + 1) % 1500, n % 17 + 1), ((n * 7 + 2) % 1500, n % 5 + 1), ((n + 1) % 1500, 9)] for n in range(1500)
    }
    distance = {0: 0}
    queue = [(0, 0)]
    while queue:
        so_far, node = heapq.heappop(queue)
        if so_far > distance[node]:
            continue
        for target, length in edges[node]:
            reached = so_far + length
            if reached < distance.get(target, 1 << 30):
                distance[target] = reached
                heapq.heappush(queue, (reached, target))
    return sum(distance.values())


def queens(size: int, row: int = 0, columns: int = 0, left: int = 0, right: int = 0) -> int:
    if row == size:
        return 1
    found = 0
    for column in range(size):
        bit = 1 << column
        if not (columns & bit or left & bit or right & bit):
            found += queens(size, row + 1, columns | bit, (left | bit) << 1, (right | bit) >> 1)
    return found


def search() -> object:
    return queens(6), sum(1 for row in itertools.permutations(range(6)) if row[0] < row[-1])


def iterators() -> object:
    pairs = list(zip(range(3000), itertools.cycle("abc")))
    groups = [(name, len(list(rows))) for name, rows in itertools.groupby(sorted(pairs, key=lambda row: row[1]), str)]
    chain = itertools.chain.from_iterable([n] * (n % 4) for n in range(2000))
    running = list(itertools.accumulate(itertools.islice(chain, 2000)))
    flags = any(n > 2990 for n, _ in pairs), all(map(operator.gt, range(1, 2000), range(1999)))
    return len(groups), running[-1], flags, list(enumerate(reversed(running)))[0], dict(filter(None, pairs))


def queues() -> object:
    waiting = collections.deque(range(50), maxlen=400)
    total = 0
    for n in range(8000):
        total += waiting.popleft()
        waiting.append(n)
        if n % 9 == 0:
            waiting.rotate(2)
    marks: List[int] = []
    for n in pseudo(2000, 5000):
        bisect.insort(marks, n)
    numbers = array("d", [n / 7 for n in range(3000)])
    numbers.extend(numbers[:100])
    return total, bisect.bisect_left(marks, 2500), sum(numbers), numbers.tobytes()[:8]


def copies() -> object:
    tree: Any = {"name": "root", "parts": [{"id": n, "tags": ("a", "b"), "left": {n}} for n in range(150)]}
    return copy.deepcopy(tree) == tree, copy.copy(tree) is tree


PROGRAMS: Sequence[Callable[[], object]] = (
    *(sorting, lists, life, dicts, sets, graph),
    *(search, iterators, queues, copies),
)

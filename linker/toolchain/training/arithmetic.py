"""Integers, floats, and the numbers that the library has beside them."""

import math
import random
from typing import Callable, List, Sequence


def integers() -> object:
    lengths: List[int] = []
    for start in range(1, 500):
        n, steps = start, 0
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        lengths.append(steps)
    mixed = 0
    for n in range(9000):
        mixed = (mixed << 3 ^ n * 2654435761 ^ mixed >> 7) & 0xFFFFFFFF
    rests = sum(divmod(n, 7)[1] - -n % 5 for n in range(3000))
    return max(lengths), mixed, rests, sum(~n | 1 for n in range(3000))


def big_integers() -> object:
    a, b = 0, 1
    for _ in range(1500):
        a, b = b, a + b
    powers = [pow(3, n, 10**9 + 7) for n in range(500)]
    digits = str(a * b)[:30]
    quotient = int(digits * 4) // 7**40
    return quotient, math.gcd(a, b), powers[-1], math.factorial(200).bit_length(), pow(7, 300) % b


def floats() -> object:
    inside = sum(1 for n in range(4000) if math.hypot(math.sin(n), math.cos(n * 0.7)) < 1.0)
    x, y, vx, vy = 1.0, 0.0, 0.0, 1.0
    for _ in range(5000):
        cube = (x * x + y * y) ** 1.5
        vx, vy = vx - 0.001 * x / cube, vy - 0.001 * y / cube
        x, y = x + 0.001 * vx, y + 0.001 * vy
    roots = [round(math.sqrt(n) + math.log(n) - abs(math.atan2(n, 3)), 4) for n in range(1, 2000)]
    return inside, x - y, math.fsum(roots) - max(roots), math.floor(x * 100) + int(y), float("1e3") - math.pi


def mandelbrot() -> object:
    inside = 0
    for row in range(24):
        for column in range(24):
            z, c = 0j, complex(row / 12 - 1.5, column / 12 - 1.0)
            for _ in range(40):
                z = z * z + c
                if abs(z) > 2.0:
                    break
            else:
                inside += 1
    return inside


def elimination() -> object:
    size = 22
    rows: List[List[float]] = [[1.0 / (row + column + 1) for column in range(size)] for row in range(size)]
    for pivot in range(size):
        for row in range(pivot + 1, size):
            factor = rows[row][pivot] / rows[pivot][pivot]
            for column in range(pivot, size):
                rows[row][column] -= factor * rows[pivot][column]
    return sum(rows[n][n] for n in range(size))


def chances() -> object:
    chance = random.Random(7)
    numbers = [chance.random() for _ in range(3000)]
    cards = list(range(400))
    chance.shuffle(cards)
    dice = [chance.randint(1, 6) + chance.choice(cards) for _ in range(1500)]
    return sum(dice), sum(numbers), chance.gauss(0.0, 1.0), chance.sample(cards, 50)


PROGRAMS: Sequence[Callable[[], object]] = (
    *(integers, big_integers, floats),
    *(mandelbrot, elimination, chances),
)

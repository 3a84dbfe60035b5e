"""Import, calls that are mostly overhead, and computing in numpy's own loops and in its BLAS and LAPACK."""

import json
import time

start = time.perf_counter()
import numpy  # noqa: E402

imported = time.perf_counter() - start

from timing import best  # noqa: E402

random = numpy.random.default_rng(1)
small = random.random(10)
large = random.random(1_000_000)
square = random.random((400, 400))


def calls():
    for _ in range(100_000):
        small + small


print(
    json.dumps(
        {
            "import": imported,
            "small sums": best(calls),
            "sort": best(lambda: numpy.sort(large)),
            "sin": best(lambda: numpy.sin(large)),
            "fft": best(lambda: numpy.fft.fft(large)),
            "matrix product": best(lambda: [square @ square for _ in range(10)]),
            "linear system": best(lambda: [numpy.linalg.solve(square, square) for _ in range(5)]),
        }
    )
)

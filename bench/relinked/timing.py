"""How long things take: the best of some attempts, since all else that a machine does only adds."""

import time

ATTEMPTS = 5


def best(action):
    times = []
    for _ in range(ATTEMPTS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)

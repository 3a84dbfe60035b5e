"""Switching, exceptions, threads, and what is left on stacks of other greenlets."""

import gc
import threading

import greenlet

print(greenlet.GREENLET_USE_CONTEXT_VARS, greenlet.GREENLET_USE_GC, greenlet._greenlet.__name__)
order = []


def ping(n: int) -> str:
    while n:
        order.append(n)
        n = pong_greenlet.switch(n - 1)
    return "done"


def pong(n: int) -> None:
    while True:
        order.append(-n)
        n = ping_greenlet.switch(n)


ping_greenlet, pong_greenlet = greenlet.greenlet(ping), greenlet.greenlet(pong)
print(ping_greenlet.switch(5), order, ping_greenlet.dead, bool(pong_greenlet))


def fails() -> None:
    try:
        greenlet.getcurrent().parent.switch("inside")
    finally:
        order.append("finally")


one = greenlet.greenlet(fails)
print(one.switch())
try:
    one.throw(ValueError, "thrown")
except ValueError as error:
    print("came back:", error, order[-1])


def deep(n: int) -> int:
    return greenlet.getcurrent().parent.switch(n) if n == 0 else deep(n - 1) + 1


many = [greenlet.greenlet(deep) for _ in range(300)]
print([each.switch(100) for each in many].count(0), sum(each.switch(7) for each in many))
sums = []
threads = [threading.Thread(target=lambda: sums.append(greenlet.greenlet(lambda: sum(range(1000))).switch())) for _ in range(8)]
[each.start() for each in threads], [each.join() for each in threads]
print(sums, gc.collect() >= 0)

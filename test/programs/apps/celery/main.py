import os
import subprocess
import sys

os.makedirs("/tmp/queue", exist_ok=True)
os.makedirs("/tmp/results", exist_ok=True)


def worker(pool):
    argv = [sys.executable, "-m", "celery", "-A", "tasks", "worker", "--pool", pool, "--concurrency", "1"]
    return subprocess.Popen([*argv, "--loglevel", "ERROR", "--without-gossip", "--without-mingle", "--without-heartbeat"], stdout=subprocess.DEVNULL)


def seen():
    from tasks import add

    child = worker("solo")
    try:
        print("add", add.delay(2, 3).get(timeout=60))
    finally:
        child.terminate()
        child.wait()


def held():
    from celery import chain, group
    from celery.result import AsyncResult

    from tasks import add, app, fails, flaky, loaded

    child = worker("prefork")
    try:
        print("chain", chain(add.s(1, 2), add.s(10)).apply_async().get(timeout=60))
        print("group", sorted(group(add.s(n, n) for n in range(3)).apply_async().get(timeout=60)))
        print("flaky", flaky.delay().get(timeout=60))
        result = fails.delay()
        try:
            result.get(timeout=60)
        except ValueError as error:
            print("fails", type(error).__name__, error, AsyncResult(result.id, app=app).state)
        print("extensions:", *loaded.delay().get(timeout=60))
    finally:
        child.terminate()
        child.wait()
    print("schedule", app.conf.beat_schedule["nightly"]["schedule"])
    print("eager", add.apply((1, 1)).get())


{"seen": seen, "held": held}[sys.argv[1]]()

import multiprocessing
import os
import sys

from work import square


def child(queue):
    import filecmp

    queue.put("from the child" if filecmp else "")
    queue.put(__name__)


if __name__ == "__main__":
    context = multiprocessing.get_context(os.environ["METHOD"])
    with context.Pool(2) as pool:
        print(f"{os.environ['METHOD']}: {pool.map(square, [1, 2, 3])}")
    queue = context.Queue()
    process = context.Process(target=child, args=(queue,))
    process.start()
    print("queue:", queue.get())
    print("child of", queue.get())
    process.join()
    sys.exit(process.exitcode)

import concurrent.futures
import multiprocessing

from doubling import double

if __name__ == "__main__":
    with concurrent.futures.ThreadPoolExecutor(2) as executor:
        print("threads", list(executor.map(double, [1, 2])))
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as executor:
        print("processes", list(executor.map(double, [1, 2])))
    with multiprocessing.Manager() as manager:
        shared = manager.dict(a=1)
        print("manager", dict(shared))
    from multiprocessing import shared_memory

    block = shared_memory.SharedMemory(create=True, size=2)
    block.buf[:2] = b"hi"
    print("shared", bytes(block.buf[:2]))
    block.close()
    block.unlink()
    from multiprocessing.pool import ThreadPool

    with ThreadPool(2) as pool:
        print("pool.dummy", pool.map(double, [1, 2]))

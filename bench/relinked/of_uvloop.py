"""Import, callbacks, timers, and an echo over a loopback socket, by streams and by protocols."""

import asyncio
import json
import time

start = time.perf_counter()
import uvloop  # noqa: E402

imported = time.perf_counter() - start

from timing import best  # noqa: E402


async def callbacks():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    left = 100_000

    def step():
        nonlocal left
        left -= 1
        if left:
            loop.call_soon(step)
        else:
            done.set_result(None)

    loop.call_soon(step)
    await done


async def timers():
    loop = asyncio.get_running_loop()
    for _ in range(50_000):
        loop.call_later(60, print).cancel()


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)


async def echo():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Echo, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    for _ in range(5_000):
        writer.write(b"x" * 100)
        await reader.readexactly(100)
    writer.close()
    server.close()


print(
    json.dumps(
        {
            "import": imported,
            "callbacks": best(lambda: uvloop.run(callbacks())),
            "timers": best(lambda: uvloop.run(timers())),
            "echo": best(lambda: uvloop.run(echo())),
        }
    )
)

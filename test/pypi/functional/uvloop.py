"""Servers, clients, timers, processes and pipes on uvloop's loop."""

import asyncio
import socket
import ssl

import uvloop


async def handle(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()


async def main() -> None:
    loop = asyncio.get_running_loop()
    print(type(loop).__module__, type(loop).__name__)
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for word in (b"one\n", b"two\n" * 3):
        writer.write(word)
    writer.write_eof()
    print(await reader.read())
    writer.close()
    server.close()
    process = await asyncio.create_subprocess_exec("python3", "-c", "print(input()[::-1])", stdin=-1, stdout=-1)
    print(await process.communicate(b"abc\n"), process.returncode)
    print(await asyncio.gather(*(asyncio.sleep(n / 100, n) for n in range(5))))
    try:
        await asyncio.wait_for(asyncio.Event().wait(), 0.05)
    except asyncio.TimeoutError:
        print("timed out")
    print(await loop.run_in_executor(None, sum, range(100)), (await loop.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM))[0][4])
    left, right = socket.socketpair()
    left.setblocking(False)
    right.send(b"pair")
    print(await loop.sock_recv(left, 10), ssl.create_default_context().check_hostname)
    try:
        await asyncio.open_connection("127.0.0.1", port)
    except OSError as error:
        print(type(error).__name__, error.errno)


uvloop.run(main())
print(uvloop.__version__)

import asyncio
import sys


async def echo(reader, writer):
    writer.write(await reader.readline())
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
    writer.write(b"hello\n")
    print("echo", (await reader.readline()).decode().strip())
    writer.close()
    print("thread", await asyncio.to_thread(lambda: 42))
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(60)
    except TimeoutError:
        print("timed out")
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", "raise SystemExit(3)")
    print("child", await child.wait())
    print("loop", "debug" if asyncio.get_running_loop().get_debug() else "no debug")


asyncio.run(main())

"""A server, a client, a websocket, and the C module that masks its frames."""

import asyncio

import tornado
from tornado import httpclient, httpserver, ioloop, speedups, template, testing, util, web, websocket

print(tornado.version, util._websocket_mask is speedups.websocket_mask, speedups.websocket_mask(b"abcd", b"hello world").hex())


class Page(web.RequestHandler):
    def get(self, name):
        self.set_header("X-Name", name)
        self.write({"name": name, "q": self.get_query_arguments("q")})


class Echo(websocket.WebSocketHandler):
    def on_message(self, message):
        self.write_message(message[::-1], binary=isinstance(message, bytes))


async def main() -> None:
    sock, port = testing.bind_unused_port()
    server = httpserver.HTTPServer(web.Application([(r"/page/(\w+)", Page), (r"/echo", Echo)]))
    server.add_sockets([sock])
    answer = await httpclient.AsyncHTTPClient().fetch(f"http://127.0.0.1:{port}/page/x?q=1&q=2")
    print(answer.code, answer.headers["X-Name"], answer.body)
    answer = await httpclient.AsyncHTTPClient().fetch(f"http://127.0.0.1:{port}/none", raise_error=False)
    print(answer.code, answer.reason)
    connection = await websocket.websocket_connect(f"ws://127.0.0.1:{port}/echo")
    for message in ("text é", b"\0\1\2" * 5000):
        await connection.write_message(message, binary=isinstance(message, bytes))
        back = await connection.read_message()
        print(len(back), back == message[::-1])
    connection.close()
    server.stop()


asyncio.run(main())
print(template.Template("{% for x in xs %}{{ x }};{% end %}").generate(xs=["<", 2]), ioloop.IOLoop.configured_class().__name__)

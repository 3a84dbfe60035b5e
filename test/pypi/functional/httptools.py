"""Requests, responses and URLs, fed byte by byte."""

import httptools


class Sink:
    def __init__(self) -> None:
        self.seen: list[object] = []

    def __getattr__(self, name):
        if not name.startswith("on_"):
            raise AttributeError(name)
        return lambda *args: self.seen.append((name, *args))


REQUEST = b"POST /a?b=c%20d HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nX-Y:  z \r\n\r\n5\r\nhello\r\n0\r\n\r\n"
RESPONSE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc"
for step in (1, 7, 1000):
    sink = Sink()
    parser = httptools.HttpRequestParser(sink)
    for at in range(0, len(REQUEST), step):
        parser.feed_data(REQUEST[at : at + step])
    print(parser.get_method(), parser.get_http_version(), parser.should_keep_alive(), len(sink.seen), sink.seen[-1])
print(sink.seen)
sink = Sink()
parser = httptools.HttpResponseParser(sink)
parser.feed_data(RESPONSE)
print(parser.get_status_code(), parser.should_keep_alive(), sink.seen)
for url in (b"http://user:pw@host:8080/p/q;r?s=t&u#frag", b"/only/path", b"https://[::1]/"):
    print(httptools.parse_url(url).__class__.__name__, [getattr(httptools.parse_url(url), part) for part in ("schema", "host", "port", "path", "query", "fragment", "userinfo")])
for data in (b"GET\0 / HTTP/1.1\r\n\r\n", b"FOO / HTTP/9\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n"):
    try:
        httptools.HttpRequestParser(Sink()).feed_data(data)
    except httptools.HttpParserError as error:
        print(type(error).__name__, error)
try:
    httptools.HttpRequestParser(Sink()).feed_data(b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\nrest")
except httptools.HttpParserUpgrade as upgrade:
    print("upgrade at", upgrade.args[0])

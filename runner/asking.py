"""One HTTP request and its answer. Not by http.client: that brings email and ssl along, which the checker would have
to carry into the result."""

import socket
import time
from typing import Dict, Iterator, NamedTuple, Tuple

from listening import Listener

MOST_BYTES = 1 << 22


class Answer(NamedTuple):
    status: int
    type: str
    location: str
    body: bytes
    seconds: float


class NoAnswer(Exception):
    """What came is no HTTP answer, or nothing came; says why."""


def ask(listener: Listener, method: str, path: str, deadline: float) -> Answer:
    """Ask, and read the answer to its end or the deadline."""
    began = time.monotonic()
    connection = socket.socket(listener.family, socket.SOCK_STREAM)
    try:
        limit(connection, deadline)
        # As bytes: a name would be looked for by a codec.
        connection.connect((listener.host.encode("ascii"), listener.port))
        lines = [
            "%s %s HTTP/1.1" % (method, path),
            "Host: localhost:%d" % listener.port,
            "User-Agent: faktory-check",
            "Accept: */*",
            "Connection: close",
        ]
        if method in ("POST", "PUT", "PATCH"):
            lines.append("Content-Length: 0")
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("utf-8"))
        status, headers, body = read(connection, method, deadline)
    except socket.timeout:
        raise NoAnswer("no answer in time") from None
    finally:
        connection.close()
    return Answer(status, headers.get("content-type", ""), headers.get("location", ""), body, time.monotonic() - began)


def limit(connection: socket.socket, deadline: float) -> None:
    connection.settimeout(max(0.01, deadline - time.monotonic()))


class Stream:
    """What a connection still gives."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self.connection = connection
        self.deadline = deadline
        self.data = b""
        self.taken = 0

    def more(self) -> bool:
        limit(self.connection, self.deadline)
        block = self.connection.recv(1 << 16)
        self.data += block
        self.taken += len(block)
        if self.taken > MOST_BYTES:
            raise NoAnswer("the answer is larger than %d bytes" % MOST_BYTES)
        return bool(block)

    def until(self, end: bytes) -> bytes:
        while end not in self.data:
            if not self.more():
                raise NoAnswer("the connection ended within the answer")
        found, _, self.data = self.data.partition(end)
        return found

    def take(self, size: int) -> bytes:
        while len(self.data) < size:
            if not self.more():
                raise NoAnswer("the connection ended within the answer")
        found, self.data = self.data[:size], self.data[size:]
        return found

    def rest(self) -> bytes:
        while self.more():
            pass
        return self.data


def read(connection: socket.socket, method: str, deadline: float) -> Tuple[int, Dict[str, str], bytes]:
    stream = Stream(connection, deadline)
    status, headers = read_head(stream)
    while status // 100 == 1:
        status, headers = read_head(stream)
    if method == "HEAD" or status in (204, 304):
        return status, headers, b""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        return status, headers, b"".join(chunks(stream))
    length = headers.get("content-length", "")
    return status, headers, stream.take(int(length)) if length.isdigit() else stream.rest()


def read_head(stream: Stream) -> Tuple[int, Dict[str, str]]:
    first, _, rest = stream.until(b"\r\n\r\n").decode("latin-1").partition("\r\n")
    words = first.split(None, 2)
    if len(words) < 2 or not words[0].startswith("HTTP/") or not words[1].isdigit():
        raise NoAnswer("what answers does not speak HTTP: %s" % ascii(first[:80]))
    pairs = (line.partition(":") for line in rest.split("\r\n"))
    return int(words[1]), {name.strip().lower(): value.strip() for name, _, value in pairs}


def chunks(stream: Stream) -> Iterator[bytes]:
    while True:
        size = int(stream.until(b"\r\n").partition(b";")[0], 16)
        if size == 0:
            return
        yield stream.take(size)
        stream.take(2)

"""Who listens: /proc/net says it of the network namespace, which the build step has to itself."""

import os
import socket
from typing import Dict, Iterator, List, NamedTuple, Set

LISTEN = "0A"


class Listener(NamedTuple):
    """An address that reaches a listening socket."""

    family: int
    host: str
    port: int


def listeners() -> List[Listener]:
    found: Set[Listener] = set()
    for path, family in (("/proc/net/tcp", socket.AF_INET), ("/proc/net/tcp6", socket.AF_INET6)):
        try:
            with open(path, encoding="ascii") as file:
                rows = file.read().splitlines()[1:]
        except OSError:
            continue
        found.update(parse(row, family) for row in rows if row.split()[3:4] == [LISTEN])
    return sorted(found, key=lambda each: (each.port, each.family, each.host))


def listens(pids: Set[int]) -> bool:
    """Whether one of these processes has a listening socket."""
    waiting = inodes()
    return bool(waiting) and any(link in waiting for pid in pids for link in descriptors(pid))


def inodes() -> Set[str]:
    found: Set[str] = set()
    for path in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            with open(path, encoding="ascii") as file:
                rows = [row.split() for row in file.read().splitlines()[1:]]
        except OSError:
            continue
        found.update("socket:[%s]" % row[9] for row in rows if row[3] == LISTEN)
    return found


def descriptors(pid: int) -> Iterator[str]:
    folder = "/proc/%d/fd" % pid
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        try:
            yield os.readlink(folder + "/" + name)
        except OSError:
            continue


def parse(row: str, family: int) -> Listener:
    """``0100007F:1F90``: the address in the machine's words, then the port; the address of all means the loopback."""
    address, _, port = row.split()[1].partition(":")
    words = [address[place : place + 8] for place in range(0, len(address), 8)]
    data = b"".join(bytes.fromhex(word)[::-1] for word in words)
    if not any(data):
        host = "127.0.0.1" if family == socket.AF_INET else "::1"
    else:
        host = socket.inet_ntop(family, data)
    return Listener(int(family), host, int(port, 16))


def chosen(found: List[Listener], port: int, exposed: List[int], waited: float) -> List[Listener]:
    """The listeners to ask: at the port that is asked for, else at one that the image exposes; at another one only
    where it has been alone for a while, since a program may open several one after the other."""
    by_port: Dict[int, List[Listener]] = {}
    for listener in found:
        by_port.setdefault(listener.port, []).append(listener)
    if port:
        return by_port.get(port, [])
    for wanted in exposed:
        if wanted in by_port:
            return by_port[wanted]
    if by_port and (not exposed or waited >= ALONE_SECONDS):
        return by_port[min(by_port)]
    return []


ALONE_SECONDS = 3.0

"""CHECK lines that go together: requests to the same server, one after the other, are one start of it."""

from typing import List, NamedTuple, Tuple

from lines import Line


class Session(NamedTuple):
    """``first`` is the number of its first line; a command is a session of its own."""

    first: int
    lines: List[Line]

    def server(self) -> Line:
        """The line by which the server is started: it has the time of all."""
        return self.lines[0]._replace(timeout=sum(line.timeout for line in self.lines))


def of(lines: List[Line]) -> List[Session]:
    found: List[Session] = []
    for number, line in enumerate(lines):
        if found and line.requests and key(line) == key(found[-1].lines[0]):
            found[-1].lines.append(line)
        else:
            found.append(Session(number, [line]))
    return found


def key(line: Line) -> Tuple[bool, List[str], str, List[str], int]:
    return bool(line.requests), line.argv, line.line, line.shell, line.port

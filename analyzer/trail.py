"""What following a command line finds: the files on the way, and the starts of python."""

from typing import Dict, List, NamedTuple, Optional

from findings import Findings
from image import Image, join
from interpreter import Interpreter

# Docker adds this where the image sets no PATH.
DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class Step(NamedTuple):
    """One file that the start of the program goes through. ``kind``: interpreter, script, shell or program."""

    path: str
    kind: str
    why: str


class Call(NamedTuple):
    """One start of the interpreter: what it is called, where it is, and with which words."""

    name: str
    path: str
    arguments: List[str]
    cwd: str
    env: Dict[str, str]


class Line(NamedTuple):
    """One command line where it runs; ``why`` is the reason that stands in the chain. ``sure`` says that
    it runs whatever else happens, and ``depth`` how many others led to it."""

    words: List[str]
    cwd: str
    env: Dict[str, str]
    why: str
    depth: int
    sure: bool = True

    def then(self, words: List[str], why: str) -> "Line":
        """What this one starts."""
        return self._replace(words=words, why=why, depth=self.depth + 1)


class Trail:
    """What has been found on the way so far. ``other`` is the last start, where it is another python's;
    ``missing`` are the names of programs that the image does not have. ``guesses`` says whether a program
    that no table knows may be one that starts another."""

    def __init__(self, image: Image, interpreter: Interpreter, findings: Findings, guesses: bool = True) -> None:
        self.image = image
        self.interpreter = interpreter
        self.findings = findings
        self.guesses = guesses
        self.chain: List[Step] = []
        self.calls: List[Call] = []
        self.other: Optional[Call] = None
        self.missing: List[str] = []

    def step(self, path: str, kind: str, why: str) -> None:
        if all(step.path != path for step in self.chain):
            self.chain.append(Step(path, kind, why))

    def start(self, call: Call, is_other: bool) -> None:
        """One more start of a python, the last so far."""
        self.other = call if is_other else None
        if not is_other and call not in self.calls:
            self.calls.append(call)
        elif not is_other:
            self.calls.append(self.calls.pop(self.calls.index(call)))

    def count(self) -> int:
        return len(self.calls) + (self.other is not None)

    def look_up(self, name: str, line: Line) -> Optional[str]:
        return look_up(self.image, name, line.cwd, line.env)


def look_up(image: Image, name: str, cwd: str, env: Dict[str, str]) -> Optional[str]:
    """The absolute path that execvp would take."""
    if "/" in name:
        path = join(cwd, name)
        return path if image.is_file(path) else None
    for folder in (env.get("PATH") or DEFAULT_PATH).split(":"):
        path = join(cwd, folder + "/" + name) if folder else join(cwd, name)
        if image.is_program(path):
            return path
    return None

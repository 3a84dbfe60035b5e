"""Programs that start what a file of theirs lists, each line a command: the reviewed table."""

import re
from fnmatch import fnmatchcase
from typing import Dict, Iterator, List, NamedTuple, Tuple

from image import Image, join


class Supervisor(NamedTuple):
    """``options`` name the file, else the first of ``files`` that is there; ``commands`` finds a line's
    command, and ``includes`` the patterns of further files. ``shell``: a shell runs the command."""

    options: Tuple[str, ...]
    files: Tuple[str, ...]
    commands: str
    includes: str = ""
    shell: bool = False


PROCFILE = Supervisor(("-f", "--procfile"), ("Procfile",), r"^[\w-]+:[ \t]*(.+)$", shell=True)

TABLE: Dict[str, Supervisor] = {
    "supervisord": Supervisor(
        ("-c", "--configuration"),
        ("supervisord.conf", "etc/supervisord.conf", "/etc/supervisord.conf", "/etc/supervisor/supervisord.conf"),
        r"^command[ \t]*=[ \t]*(.+?)(?:[ \t]+;.*)?$",
        r"^files[ \t]*=[ \t]*(.+)$",
    ),
    "circusd": Supervisor((), ("circus.ini",), r"^cmd[ \t]*=[ \t]*(.+)$"),
    "honcho": PROCFILE,
    "foreman": PROCFILE,
}


class Listed(NamedTuple):
    """A file and the shell texts of the commands in it."""

    path: str
    commands: List[str]
    shell: bool


def read(image: Image, name: str, words: List[str], cwd: str) -> Iterator[Listed]:
    """What a supervisor of the table, called with these words, starts."""
    supervisor = TABLE.get(name)
    if supervisor is None:
        return
    named = [words[index + 1] for index, word in enumerate(words[:-1]) if word in supervisor.options]
    named += [word.partition("=")[2] for word in words if word.partition("=")[0] in supervisor.options and "=" in word]
    paths = [join(cwd, path) for path in named or supervisor.files]
    todo = [path for path in paths if image.is_file(path)][:1]
    seen: List[str] = []
    while todo:
        path = todo.pop(0)
        if path in seen:
            continue
        seen.append(path)
        text = image.read_text(path) or ""
        yield Listed(path, re.findall(supervisor.commands, text, re.M), supervisor.shell)
        for pattern in re.findall(supervisor.includes, text, re.M) if supervisor.includes else ():
            todo += [one for word in pattern.split() for one in matches(image, join(path.rpartition("/")[0], word))]


def matches(image: Image, pattern: str) -> List[str]:
    folder, _, name = pattern.rpartition("/")
    return [folder + "/" + member for member in image.names(folder) if fnmatchcase(member, name)]

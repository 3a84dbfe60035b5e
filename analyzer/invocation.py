"""A python command line, read as python reads it (Modules/main.c, Python/getopt.c)."""

from typing import Dict, List, NamedTuple, Optional, Tuple

from image import Image, join

# Options that take a value, in the same word or the next.
VALUED = "WX"
LONG_VALUED = ("--check-hash-based-pycs",)

# These end the program before it starts, ask for a prompt, or only add noise: nothing for a probe.
NOT_FOR_PROBE = ("-V", "-VV", "-h", "-?", "-i", "-v", "-q", "-d", "-x")


class Invocation(NamedTuple):
    """What python is told to run. ``form``: file, folder, zip, module, code or stdin."""

    options: List[str]
    form: str
    target: str
    rest: List[str]

    def has(self, letter: str) -> bool:
        return "-" + letter in self.options

    def probe_options(self) -> List[str]:
        return [option for option in self.options if option not in NOT_FOR_PROBE and option[:2] != "--"]


def parse(arguments: List[str]) -> Invocation:
    """Split options from what is run; ``file`` stands for folders and zips too, until one looks."""
    options: List[str] = []
    index = 0
    while index < len(arguments):
        word = arguments[index]
        index += 1
        if word == "-" or not word.startswith("-"):
            form = "stdin" if word == "-" else "file"
            return Invocation(options, form, word, arguments[index:])
        if word.startswith("--"):
            options.append(word)
            if word == "--":
                options.pop()
                return (
                    Invocation(options, "file", arguments[index], arguments[index + 1 :])
                    if index < len(arguments)
                    else Invocation(options, "stdin", "", [])
                )
            if word in LONG_VALUED and index < len(arguments):
                options.append(arguments[index])
                index += 1
            continue
        found, value, taken = cluster(word[1:], arguments[index:])
        options += found
        index += taken
        if value is not None:
            form, target = value
            return Invocation(options, form, target, arguments[index:])
    return Invocation(options, "stdin", "", [])


def cluster(letters: str, following: List[str]) -> Tuple[List[str], Optional[Tuple[str, str]], int]:
    """One word of short options: the options, what ``-c`` or ``-m`` runs, and how many words more it took."""
    options: List[str] = []
    for position, letter in enumerate(letters):
        attached = letters[position + 1 :]
        taken = 0 if attached or not following else 1
        value = attached or (following[0] if following else "")
        if letter == "c":
            return options, ("code", value), taken
        if letter == "m":
            return options, ("module", value), taken
        if letter in VALUED:
            return options + ["-" + letter, value], None, taken
        options.append("-" + letter)
    return options, None, 0


def recognise(image: Image, invocation: Invocation, cwd: str) -> Invocation:
    """Tell files from folders and zips, which python runs by their ``__main__``."""
    if invocation.form != "file":
        return invocation
    path = join(cwd, invocation.target)
    if image.is_folder(path):
        return invocation._replace(form="folder")
    return invocation._replace(form="zip") if is_zip(image, path) else invocation


def is_zip(image: Image, path: str) -> bool:
    """By the end-of-directory record: a zipapp starts with a shebang line."""
    found = image.stat(path)
    if found is None:
        return False
    data = image.read(path, 1 << 26) if found.st_size <= 1 << 26 else b""
    return b"PK\x05\x06" in (data or b"")[-(1 << 16) - 22 :]


def first_path(image: Image, invocation: Invocation, cwd: str, env: Dict[str, str], version: str) -> Optional[str]:
    """sys.path[0] as this command line makes it; None where it adds none. A folder or zip that is
    run stands first whatever the flags say (pymain_run_python)."""
    if invocation.form in ("folder", "zip"):
        return join(cwd, invocation.target)
    isolated = invocation.has("I")
    knows_safe_path = tuple(int(part) for part in version.split(".")[:2]) >= (3, 11)
    ignores_env = isolated or invocation.has("E")
    if isolated or (knows_safe_path and (invocation.has("P") or (bool(env.get("PYTHONSAFEPATH")) and not ignores_env))):
        return None
    if invocation.form == "module":
        return image.real(cwd)
    if invocation.form == "file":
        return image.real(join(cwd, invocation.target)).rpartition("/")[0] or "/"
    return ""

"""The virtual environment in which a wrapper starts its command."""

import re
from typing import Dict, Iterator, List, NamedTuple, Optional

from image import Image, join
from interpreter import NAME
from wrappers import Wrapped, Wrapper

BASE = ("base", "root", "")
# No environment at all: what PATH has.
SYSTEM = "system"


class Places(NamedTuple):
    """What the patterns of the table stand for at one call of a wrapper."""

    cwd: str
    home: str
    prefix: str
    root: str
    env: Dict[str, str]


def enter(
    image: Image, wrapper: Wrapper, wrapped: Wrapped, path: str, cwd: str, env: Dict[str, str]
) -> Optional[Dict[str, str]]:
    """The process's environment in the one that the wrapper chooses; None where that is not found."""
    prefix = image.real(path).rpartition("/")[0].rpartition("/")[0]
    root = next((join(cwd, wrapped.options[option]) for option in wrapper.root if option in wrapped.options), "")
    places = Places(cwd, env.get("HOME", "/"), prefix, root, env)
    named = [wrapped.options[option] for option in wrapper.environment if option in wrapped.options]
    names = named[:1] or next((found for found in versions(image, wrapper, places) if found), [""])
    folders = [folder for folder in (find(image, wrapper, name, places) for name in names) if folder]
    if not folders and SYSTEM not in names:
        return None
    shims = wrapper.shims.replace("{prefix}", prefix)
    kept = [folder for folder in env.get("PATH", "").split(":") if not shims or join(cwd, folder) != shims]
    return activated(folders, dict(env, PATH=":".join(kept)))


def find(image: Image, wrapper: Wrapper, name: str, places: Places) -> Optional[str]:
    """The first folder of the wrapper's list that is one; of several that a pattern finds none is chosen,
    since the choice is the wrapper's."""
    if "/" in name:
        return join(places.cwd, name)
    patterns = wrapper.base if wrapper.base and name in BASE else wrapper.environments
    for pattern in patterns:
        folders = [folder for folder in expand(image, pattern, name, places) if is_one(image, folder)]
        if len(folders) == 1:
            return folders[0]
    return None


def versions(image: Image, wrapper: Wrapper, places: Places) -> Iterator[List[str]]:
    """The names of environments where the wrapper has them written: in a variable, or a file."""
    for place in wrapper.version:
        if place.startswith("$"):
            yield [name for name in places.env.get(place[1:], "").split(":") if name]
        elif place.startswith("{above}"):
            folder = places.cwd.rstrip("/")
            yield written(image, folder + place[len("{above}") :])
            while folder:
                folder = folder.rpartition("/")[0]
                yield written(image, folder + place[len("{above}") :])
        else:
            yield written(image, place.replace("{prefix}", places.prefix))


def written(image: Image, path: str) -> List[str]:
    lines = (image.read_text(path) or "").splitlines()
    return [word for line in lines for word in line.partition("#")[0].split()[:1]]


def expand(image: Image, pattern: str, name: str, places: Places) -> List[str]:
    if pattern.startswith("$"):
        variable, slash, rest = pattern[1:].partition("/")
        pattern = places.env.get(variable, "") + slash + rest if places.env.get(variable) else ""
    if not pattern or ("{name}" in pattern and not name) or ("{root}" in pattern and not places.root):
        return []
    values = {"cwd": places.cwd, "home": places.home, "prefix": places.prefix, "root": places.root, "name": name}
    for key in sorted(values):
        pattern = pattern.replace("{%s}" % key, values[key])
    path = join(places.cwd, pattern)
    folder, _, last = path.rpartition("/")
    if last == "*":
        return [folder + "/" + member for member in image.names(folder)]
    if last.endswith(".*"):
        members = [member for member in image.names(folder) if member.startswith(last[:-1])]
        return [folder + "/" + member for member in sorted(members, key=numbers)[-1:]]
    return [path]


def numbers(version: str) -> List[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def is_one(image: Image, folder: str) -> bool:
    names = image.names(folder + "/bin") if image.is_folder(folder + "/bin") else []
    return any(NAME.match(name) and image.is_program(folder + "/bin/" + name) for name in names)


def activated(folders: List[str], env: Dict[str, str]) -> Dict[str, str]:
    """The process's environment as activation leaves it."""
    if not folders:
        return env
    path = ":".join([folder + "/bin" for folder in folders] + [env.get("PATH", "")])
    changed = dict(env, PATH=path, VIRTUAL_ENV=folders[0])
    changed.pop("PYTHONHOME", None)
    return changed

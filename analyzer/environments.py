"""The virtual environment in which a wrapper starts its command."""

from typing import Dict, Iterator, List, Optional

from image import Image, join
from wrappers import Wrapped, Wrapper


def find(
    image: Image, wrapper: Wrapper, wrapped: Wrapped, path: str, cwd: str, env: Dict[str, str]
) -> Optional[str]:
    """The first folder of the wrapper's list that is one. A name or path that its options give comes
    first; of several that a pattern finds none is chosen, since the choice is the wrapper's."""
    named = next((wrapped.options[option] for option in wrapper.environment if option in wrapped.options), "")
    if "/" in named:
        return join(cwd, named)
    prefix = image.real(path).rpartition("/")[0].rpartition("/")[0]
    if named in ("base", "root"):
        return prefix
    named = named or next((text for text in versions(image, wrapper, prefix, cwd, env) if text), "")
    for pattern in wrapper.environments:
        folders = [folder for folder in expand(image, pattern, named, prefix, cwd, env) if is_one(image, folder)]
        if len(folders) == 1:
            return folders[0]
    return None


def versions(image: Image, wrapper: Wrapper, prefix: str, cwd: str, env: Dict[str, str]) -> Iterator[str]:
    """The name of the environment where the wrapper has it written: in a variable, or a file's first line."""
    for place in wrapper.version:
        if place.startswith("$"):
            yield env.get(place[1:], "")
        else:
            text = image.read_text(place.replace("{cwd}", cwd).replace("{prefix}", prefix)) or ""
            yield text.strip().partition("\n")[0]


def expand(image: Image, pattern: str, name: str, prefix: str, cwd: str, env: Dict[str, str]) -> List[str]:
    if pattern.startswith("$"):
        variable, slash, rest = pattern[1:].partition("/")
        if not env.get(variable):
            return []
        pattern = env[variable] + slash + rest
    if "{name}" in pattern and not name:
        return []
    values = {"{cwd}": cwd, "{home}": env.get("HOME", "/"), "{prefix}": prefix, "{name}": name}
    for key in sorted(values):
        pattern = pattern.replace(key, values[key])
    path = join(cwd, pattern)
    if not path.endswith("/*"):
        return [path]
    folder = path[: -len("/*")]
    return [folder + "/" + member for member in image.names(folder)]


def is_one(image: Image, folder: str) -> bool:
    return any(image.is_program(folder + "/bin/" + name) for name in ("python", "python3"))


def activated(folder: str, env: Dict[str, str]) -> Dict[str, str]:
    """The process's environment as activation leaves it."""
    changed = dict(env, PATH=folder + "/bin:" + env.get("PATH", ""), VIRTUAL_ENV=folder)
    changed.pop("PYTHONHOME", None)
    return changed

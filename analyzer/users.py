"""Docker's rules for USER: names and ids from the image's own passwd and group, no NSS."""

from typing import Dict, Iterator, List, NamedTuple, Optional

from image import Image


class User(NamedTuple):
    """Who the program runs as."""

    uid: int
    gid: int
    groups: List[int]
    home: str
    known: bool


ROOT = User(0, 0, [], "/root", True)


def find(image: Image, spec: str) -> Optional[User]:
    """``user[:group]``, each a name or a number; None for a name that the image does not have."""
    name, _, group = spec.partition(":")
    user = find_user(image, name or "0")
    if user is None or not group:
        return user
    gid = find_group(image, group)
    # An explicit group replaces the supplementary ones, as runc does it.
    return None if gid is None else user._replace(gid=gid, groups=[])


def find_user(image: Image, name: str) -> Optional[User]:
    rows = list(rows_of(image, "/etc/passwd", 6))
    # A name that looks like a number is a name first, as runc does it.
    row = next((r for r in rows if r[0] == name), None) or next((r for r in rows if r[2] == name), None)
    if row is not None and row[2].isdigit() and row[3].isdigit():
        return User(int(row[2]), int(row[3]), memberships(image, row[0]), row[5] or "/", True)
    if name.isdigit():
        return User(int(name), 0, [], "/", name == "0")
    return None


def find_group(image: Image, name: str) -> Optional[int]:
    for row in rows_of(image, "/etc/group", 3):
        if row[0] == name and row[2].isdigit():
            return int(row[2])
    return int(name) if name.isdigit() else None


def memberships(image: Image, user: str) -> List[int]:
    found = [int(r[2]) for r in rows_of(image, "/etc/group", 4) if user in r[3].split(",") and r[2].isdigit()]
    return sorted(set(found))


def rows_of(image: Image, path: str, fields: int) -> Iterator[List[str]]:
    for line in (image.read_text(path) or "").splitlines():
        row = line.split(":")
        if len(row) >= fields and not line.startswith("#"):
            yield row


def environment(user: User, env: Dict[str, str], path: str) -> Dict[str, str]:
    """The process's environment: the image's, with the PATH and HOME that Docker adds."""
    full = dict(env)
    full.setdefault("PATH", path)
    full.setdefault("HOME", user.home)
    return full

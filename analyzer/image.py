"""The source image's files, addressed by the absolute paths that its own programs use."""

import os
import stat
from typing import Dict, FrozenSet, List, NamedTuple, Optional, Tuple

from findings import Findings, reason

# Linux gives up after 40 links (path_resolution(7)), and so do we.
MOST_LINKS = 40

# Filled by the engine and the kernel, never by an image.
VIRTUAL = ("/dev", "/proc", "/sys")
# Engines mount these over an image's own at build time and at run time, and not all do it alike.
SUPPLIED = ("/etc/hostname", "/etc/hosts", "/etc/resolv.conf")
# Where programs make what they remove again.
PASSING = ("/run", "/run/lock", "/tmp", "/var/tmp")


class Resolved(NamedTuple):
    """Where a path leads: the canonical path, and each symbolic link met on the way."""

    real: str
    links: Tuple[str, ...]


class Image:
    """A root folder read by absolute paths. Links are followed inside the root, by our own rules,
    so that a tree that is not mounted at / reads the same as one that is."""

    def __init__(self, root: str, hidden: FrozenSet[str], findings: Findings) -> None:
        self.root = root.rstrip("/")
        self.hidden = hidden | frozenset(VIRTUAL + SUPPLIED)
        self.findings = findings
        self.targets: Dict[str, Optional[str]] = {}

    def host(self, path: str) -> str:
        """The path to give to the system."""
        return (self.root + path) or "/"

    def is_hidden(self, path: str) -> bool:
        """Whether a path is a mount of the build step or below one: not the image's own."""
        return path in self.hidden or any(path.startswith(mount + "/") for mount in self.hidden)

    def lstat(self, path: str) -> Optional[os.stat_result]:
        try:
            return os.lstat(self.host(path))
        except (OSError, ValueError):
            return None

    def stat(self, path: str) -> Optional[os.stat_result]:
        """The status of what a path leads to."""
        resolved = self.resolve(path)
        return self.lstat(resolved.real) if resolved else None

    def is_file(self, path: str) -> bool:
        found = self.stat(path)
        return found is not None and stat.S_ISREG(found.st_mode)

    def is_folder(self, path: str) -> bool:
        found = self.stat(path)
        return found is not None and stat.S_ISDIR(found.st_mode)

    def is_program(self, path: str) -> bool:
        found = self.stat(path)
        return found is not None and stat.S_ISREG(found.st_mode) and bool(found.st_mode & 0o111)

    def readlink(self, path: str) -> Optional[str]:
        """A link's target, or None for anything else. Remembered: every path crosses /usr."""
        if path not in self.targets:
            try:
                self.targets[path] = os.readlink(self.host(path))
            except (OSError, ValueError):
                self.targets[path] = None
        return self.targets[path]

    def resolve(self, path: str) -> Optional[Resolved]:
        """Follow every link of a path; None for a loop. The end need not exist."""
        links: List[str] = []
        done = ""
        todo = parts(path)
        while todo:
            part = todo.pop()
            if part == "..":
                done = done.rpartition("/")[0]
                continue
            here = done + "/" + part
            target = self.readlink(here)
            if target is None:
                done = here
                continue
            links.append(here)
            if len(links) > MOST_LINKS:
                return None
            if target.startswith("/"):
                done = ""
            todo.extend(parts(target))
        return Resolved(done or "/", tuple(links))

    def real(self, path: str) -> str:
        """The canonical path, or the path itself where links loop."""
        resolved = self.resolve(path)
        return resolved.real if resolved else path

    def names(self, folder: str) -> List[str]:
        """The sorted names in a folder; a folder that is absent has none."""
        try:
            return sorted(os.listdir(self.host(folder)))
        except FileNotFoundError:
            return []
        except OSError as error:
            self.findings.add("unreadable", "cannot read folder %s: %s" % (folder, reason(error)))
            return []

    def read(self, path: str, most: int = 1 << 24) -> Optional[bytes]:
        """At most ``most`` bytes of what a path leads to; None where it is no readable file."""
        resolved = self.resolve(path)
        found = self.lstat(resolved.real) if resolved else None
        if resolved is None or found is None or not stat.S_ISREG(found.st_mode):
            return None
        try:
            with open(self.host(resolved.real), "rb", buffering=0) as file:
                return read_up_to(file.fileno(), min(most, found.st_size or most))
        except OSError as error:
            self.findings.add("unreadable", "cannot read %s: %s" % (path, reason(error)))
            return None

    def read_text(self, path: str) -> Optional[str]:
        data = self.read(path)
        return None if data is None else data.decode("utf-8", "surrogateescape")


def read_up_to(descriptor: int, most: int) -> bytes:
    """One read where the system gives all at once, more where it does not."""
    data = os.read(descriptor, most)
    while data and len(data) < most:
        more = os.read(descriptor, most - len(data))
        if not more:
            break
        data += more
    return data


def parts(path: str) -> List[str]:
    """The steps of a path, last first, ready to pop."""
    return [part for part in reversed(path.split("/")) if part not in ("", ".")]


def join(folder: str, path: str) -> str:
    """``path`` as seen from ``folder``, normalised without looking at links."""
    joined = path if path.startswith("/") else folder.rstrip("/") + "/" + path
    return "/" + "/".join(part for part in joined.split("/") if part not in ("", "."))


def contains(folder: str, path: str) -> bool:
    """Whether ``path`` is ``folder`` or lies below it."""
    return folder == "/" or path == folder or path.startswith(folder + "/")


def mounts(root: str, base: str) -> FrozenSet[str]:
    """The mount points in the image: the engine's hosts, resolv.conf and secrets, and our own."""
    if root != "/":
        return frozenset()
    found = {base}
    try:
        with open("/proc/self/mountinfo", "rb") as file:
            for line in file:
                fields = line.split()
                if len(fields) > 4:
                    found.add(os.fsdecode(unescape(fields[4])))
    except OSError:
        # No /proc: the fixed list of VIRTUAL and our own folder has to do.
        pass
    return frozenset(found - {"/"})


def unescape(field: bytes) -> bytes:
    """mountinfo writes blanks as octal escapes (proc(5))."""
    for code, text in ((b"\\040", b" "), (b"\\011", b"\t"), (b"\\012", b"\n"), (b"\\134", b"\\")):
        field = field.replace(code, text)
    return field


def times_of_engines(image: Image) -> Dict[str, int]:
    """Times of the folders that an engine's doings change. It makes a missing mount point in the
    image's own folder; so its newest member's time stands for it, whether the engine had to do that
    or not. And what a build step made and removed again in a folder such as /tmp is in no layer,
    but its time is in the root of the engine that ran the step, and of no other."""
    times: Dict[str, int] = {"/": 0}
    for folder in sorted({mount.rpartition("/")[0] for mount in image.hidden}):
        if folder and not image.is_hidden(folder):
            paths = (folder + "/" + name for name in image.names(folder))
            members = (image.lstat(path) for path in paths if not image.is_hidden(path))
            times[folder] = max((member.st_mtime_ns for member in members if member), default=0)
    times.update((folder, 0) for folder in PASSING if image.is_folder(folder))
    return times

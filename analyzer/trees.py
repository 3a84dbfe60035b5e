"""Writes the layer trees: the only code that makes files in them. A tree equals its part of the source
in content, owner, mode, times, links and extended attributes."""

import errno
import os
import stat
from typing import Dict, List, NamedTuple, Optional, Tuple

import attributes
from findings import Findings, reason
from image import Image

# sendfile(2) copies in the kernel; small files are one read and one write.
SMALL = 1 << 18
# Labels of the build host's security module, and overlayfs' own marks, are not the image's.
FOREIGN_ATTRIBUTES = ("security.selinux", "security.ima", "security.evm", "trusted.", "user.overlay.")


class Item(NamedTuple):
    """One path of a tree. It is a copy of ``source``, or a link to ``target``, or the file ``text``;
    owner, mode and time are those of ``status``."""

    path: str
    status: os.stat_result
    source: Optional[str] = None
    target: Optional[str] = None
    text: Optional[bytes] = None


def made(mode: int) -> os.stat_result:
    """Root's, and of time 0, as all that has no time of its own in the source."""
    return os.stat_result((mode, 0, 0, 1, 0, 0, 0, 0, 0, 0), {"st_mtime_ns": 0})


class Size(NamedTuple):
    files: int
    bytes: int


class Tree:
    """A tree being written, and its folders, which await their times. ``times`` are those that
    are not to be the source's."""

    def __init__(self, image: Image, folder: str, times: Dict[str, int], findings: Findings) -> None:
        self.image = image
        self.folder = folder
        self.times = times
        self.findings = findings
        self.made: Dict[str, os.stat_result] = {}
        self.first: Dict[Tuple[int, int], str] = {}
        self.files = 0
        self.bytes = 0
        self.attributes = attributes.calls()
        if self.attributes is None:
            findings.add(
                "attributes-unread",
                "the image's python can read no extended attributes, so file capabilities and their like are not kept",
                "an image whose python has the module ctypes keeps them",
            )

    def write(self, items: List[Item]) -> Size:
        """Items in the order of paths, so that a folder comes before what is in it."""
        for item in items:
            try:
                self.write_item(item)
            except OSError as error:
                if error.errno == errno.ENOSPC:
                    raise
                self.findings.add("not-copied", "cannot copy %s: %s" % (item.path, reason(error)))
        self.finish_folders()
        return Size(self.files, self.bytes)

    def write_item(self, item: Item) -> None:
        self.make_parents(item.path)
        mode = item.status.st_mode
        if item.text is not None:
            self.write_text(item)
        elif item.target is not None:
            self.write_link(item, item.target)
        elif stat.S_ISDIR(mode):
            self.make_folder(item.path, item.status)
        elif stat.S_ISLNK(mode):
            self.write_link(item, self.image.readlink(item.source or item.path) or "")
        else:
            self.copy(item, item.source or item.path)

    def make_parents(self, path: str) -> None:
        parent = path.rpartition("/")[0]
        if parent and parent not in self.made:
            self.make_parents(parent)
            status = self.image.lstat(parent)
            if status is not None:
                self.make_folder(parent, status)

    def make_folder(self, path: str, status: os.stat_result) -> None:
        if path not in self.made:
            os.mkdir(self.folder + path, 0o700)
            self.made[path] = status

    def write_link(self, item: Item, target: str) -> None:
        path = self.folder + item.path
        os.symlink(target, path)
        os.lchown(path, item.status.st_uid, item.status.st_gid)
        os.utime(path, ns=(item.status.st_mtime_ns, item.status.st_mtime_ns), follow_symlinks=False)
        self.files += 1

    def write_text(self, item: Item) -> None:
        descriptor = self.create(item.path)
        try:
            os.write(descriptor, item.text or b"")
            set_owner(descriptor, item.status)
            set_time(descriptor, item.status.st_mtime_ns)
        finally:
            os.close(descriptor)
        self.bytes += len(item.text or b"")

    def create(self, path: str) -> int:
        self.files += 1
        return os.open(self.folder + path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)

    def copy(self, item: Item, source: str) -> None:
        key = (item.status.st_dev, item.status.st_ino)
        if item.status.st_nlink > 1 and key in self.first:
            os.link(self.folder + self.first[key], self.folder + item.path)
            self.files += 1
            return
        reading = os.open(self.image.host(source), os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        try:
            writing = self.create(item.path)
            try:
                copy_content(reading, writing, item.status.st_size)
                set_owner(writing, item.status)
                # After the owner: chown clears a capability.
                self.copy_attributes(reading, writing, item.path)
                set_time(writing, item.status.st_mtime_ns)
            finally:
                os.close(writing)
        finally:
            os.close(reading)
        self.first[key] = item.path
        self.bytes += item.status.st_size

    def copy_attributes(self, reading: int, writing: int, path: str) -> None:
        if self.attributes is None:
            return
        try:
            names = self.attributes.names(reading)
        except OSError:
            # A file system without extended attributes.
            return
        for name in sorted(names):
            if name.startswith(FOREIGN_ATTRIBUTES):
                continue
            try:
                self.attributes.put(writing, name, self.attributes.get(reading, name))
            except OSError as error:
                self.findings.add("attribute-lost", "cannot copy %s of %s: %s" % (name, path, reason(error)))

    def finish_folders(self) -> None:
        """Innermost first, because making a file in a folder sets its time."""
        for path in sorted(self.made, reverse=True):
            descriptor = os.open(self.folder + path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                status = self.made[path]
                set_owner(descriptor, status)
                self.copy_folder_attributes(path, descriptor)
                set_time(descriptor, self.times.get(path, status.st_mtime_ns))
            finally:
                os.close(descriptor)

    def copy_folder_attributes(self, path: str, writing: int) -> None:
        try:
            reading = os.open(self.image.host(path), os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError:
            # It could be listed but not opened: nothing to copy.
            return
        try:
            self.copy_attributes(reading, writing, path)
        finally:
            os.close(reading)

    def finish_root(self, status: os.stat_result) -> None:
        """The tree's own folder stands for /."""
        descriptor = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            set_owner(descriptor, status)
            set_time(descriptor, self.times["/"])
        finally:
            os.close(descriptor)


def copy_content(reading: int, writing: int, size: int) -> None:
    if size <= SMALL:
        data = os.read(reading, SMALL + 1)
        while data:
            data = data[os.write(writing, data) :] or os.read(reading, SMALL)
        return
    try:
        while os.sendfile(writing, reading, None, 1 << 30):
            pass
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOSYS):
            raise
        # A file system that cannot: the positions are where sendfile left them.
        data = os.read(reading, 1 << 20)
        while data:
            data = data[os.write(writing, data) :] or os.read(reading, 1 << 20)


def set_owner(descriptor: int, status: os.stat_result) -> None:
    os.fchown(descriptor, status.st_uid, status.st_gid)
    # After the owner: chown clears setuid.
    os.fchmod(descriptor, stat.S_IMODE(status.st_mode))


def set_time(descriptor: int, time: int) -> None:
    os.utime(descriptor, ns=(time, time))

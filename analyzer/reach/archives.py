"""Zip files on sys.path: their members look like folders and files below the archive's own path."""

import os
from typing import TYPE_CHECKING, Dict, Optional

from image import Image
from reach.listing import Listing, Listings

if TYPE_CHECKING:
    # Most programs have no archive on sys.path, and zipfile takes long to import.
    import zipfile

MOST_MEMBERS = 100000
MOST_BYTES = 1 << 24


class Archives:
    """The opened archives by their canonical paths."""

    def __init__(self, image: Image, listings: Listings) -> None:
        self.image = image
        self.listings = listings
        self.opened: Dict[str, "zipfile.ZipFile"] = {}
        self.process = os.getpid()

    def open(self, path: str) -> bool:
        """Enter an archive's members into the listings; False for what is no archive."""
        if path in self.opened:
            return True
        import zipfile

        try:
            archive = zipfile.ZipFile(self.image.host(path))
            names = archive.namelist()
        except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError) as error:
            self.image.findings.add("unreadable", "%s is on sys.path, and is no zip file: %s" % (path, error))
            return False
        if len(names) > MOST_MEMBERS:
            self.image.findings.add("unreadable", "%s has more than %d members" % (path, MOST_MEMBERS))
        self.opened[path] = archive
        self.listings.known[path] = Listing()
        for name in sorted(names[:MOST_MEMBERS]):
            self.enter(path, name)
        return True

    def enter(self, archive: str, member: str) -> None:
        steps = member.rstrip("/").split("/")
        if not all(step not in ("", ".", "..") for step in steps):
            return
        folders = steps if member.endswith("/") else steps[:-1]
        here = archive
        for step in folders:
            inner = here + "/" + step
            self.listings.known[here].folders.setdefault(step, inner)
            self.listings.known.setdefault(inner, Listing())
            here = inner
        if not member.endswith("/"):
            self.listings.suffixes.add(self.listings.known[here], steps[-1], here + "/" + steps[-1])

    def around(self, path: str) -> Optional[str]:
        """The opened archive that a path lies in."""
        for archive in self.opened:
            if path == archive or path.startswith(archive + "/"):
                return archive
        return None

    def mine(self, path: str) -> "zipfile.ZipFile":
        """The archive, opened again in a forked process: two must not share a place in a file."""
        if self.process != os.getpid():
            import zipfile

            self.process = os.getpid()
            for one in self.opened:
                self.opened[one] = zipfile.ZipFile(self.image.host(one))
        return self.opened[path]

    def read(self, path: str, most: int) -> Optional[bytes]:
        """The content of a member; None where it is none, too large or cannot be unpacked."""
        archive = self.around(path)
        if archive is None:
            return None
        try:
            opened = self.mine(archive)
            member = opened.getinfo(path[len(archive) + 1 :])
            if member.file_size > MOST_BYTES:
                return None
            with opened.open(member) as file:
                return file.read(min(most, MOST_BYTES))
        except KeyError:
            return None
        except Exception as error:
            # Damaged, encrypted, packed by an unknown method: each module of unpacking has errors of its own.
            self.image.findings.add("unreadable", "cannot read %s: %s" % (path, error))
            return None

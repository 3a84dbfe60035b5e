"""What is compiled of CPython, from the interpreter's own source package."""

import hashlib
import lzma
import re
import tarfile
from pathlib import Path
from typing import List, Mapping, Sequence, Tuple

from commands import StepError, fail, run
from packages import Origin, fetch_from_pool, upstream, without_epoch
from patches import only_folders

PATCHED = ("Modules", "Objects", "Python", "Include")
# Of the library what the compiler learns from runs with. To patch it is for those who keep it.
UNPATCHED = ("Lib/",)
UNUSED = re.compile(r"Lib/(.*/)?(tests?|idlelib|lib2to3|turtledemo|ensurepip|tkinter)/|Modules/_decimal/tests/")


def unpack_source(origin: Origin, revision: str, folder: Path) -> str:
    """Leave upstream's sources and the patches in ``folder``; return the source package's revision."""
    got = download_source(origin, revision, folder)
    name = f"{origin.package}_{without_epoch(got)}"
    (tarball,) = (path for path in sorted(folder.glob(f"{origin.package}_*.orig.tar.*")) if path.suffix != ".asc")
    extract(tarball, folder, strip=1, below=(*(f"{name}/" for name in PATCHED), *UNPATCHED))
    extract(folder / f"{name}.debian.tar.xz", folder, strip=0, below=("debian/patches/",))
    return got


def apply_patches(folder: Path) -> None:
    """Patch the sources as the source package says."""
    for patch in series(folder / "debian/patches"):
        apply(patch, folder)


def download_source(origin: Origin, revision: str, folder: Path) -> str:
    """Get the source package of the revision, else of the nearest one of the same X.Y.Z.

    The index drops what a newer revision replaced, and a mirror may lack files that its index names.
    """
    indexed = source_versions(origin.package)
    nearest = [version for version in indexed if version != revision and upstream(version) == upstream(revision)]
    said: List[str] = []
    for version in [revision, *nearest]:
        if version in indexed:
            try:
                from_index(origin, version, folder)
                return version
            except StepError as error:
                said.append(error.details)
        if from_pool(origin, version, folder):
            return version
    raise StepError(
        "toolchain-not-found",
        f"the source of {origin.package} {revision} is not in {origin.distribution}'s archive, "
        f"and the index of {origin.suite} has {', '.join(indexed) or 'none'}",
        "\n".join(said),
    )


def from_index(origin: Origin, version: str, folder: Path) -> None:
    wanted = f"{origin.package}={version}"
    argv = ["apt-get", "-qq", "source", "--download-only", "--only-source", wanted]
    run(argv, f"downloading the source of {wanted}", folder)


def source_versions(package: str) -> List[str]:
    """Return the index's versions of a source package, newest first."""
    rows = run(["apt-cache", "madison", package], "asking the index for sources").splitlines()
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    return list(dict.fromkeys(cell[1] for cell in cells if len(cell) == 3 and "Sources" in cell[2]))


def from_pool(origin: Origin, revision: str, folder: Path) -> bool:
    """Get a source package that the index no longer names; its .dsc says which files it has."""
    dsc = folder / f"{origin.package}_{without_epoch(revision)}.dsc"
    if not fetch_from_pool(origin, dsc.name, folder):
        return False
    for name, digest in sorted(checksums(dsc.read_text(encoding="utf-8")).items()):
        if name.endswith(".asc"):
            continue
        if not fetch_from_pool(origin, name, folder):
            return False
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            fail(f"{name} is not the file that {dsc.name} names: its SHA-256 differs")
    return True


def checksums(dsc: str) -> Mapping[str, str]:
    """Return the file names and SHA-256 digests of a .dsc."""
    rows = re.findall(r"^ ([0-9a-f]{64}) \d+ ([A-Za-z0-9.+~_-]+)$", dsc, re.MULTILINE)
    return {name: digest for digest, name in rows}


def extract(tarball: Path, folder: Path, strip: int, below: Tuple[str, ...]) -> None:
    """Unpack the regular files of a tarball whose paths begin so."""
    try:
        with tarfile.open(tarball) as archive:
            for member in archive:
                path = "/".join(member.name.removeprefix("./").split("/")[strip:])
                if member.isreg() and path.startswith(below) and ".." not in path.split("/") and not UNUSED.match(path):
                    content = archive.extractfile(member)
                    if content is not None:
                        target = folder / path
                        target.parent.mkdir(parents=True, exist_ok=True)
                        target.write_bytes(content.read())
    except (OSError, tarfile.TarError, lzma.LZMAError) as error:
        fail(f"{tarball.name} could not be unpacked: {error}")


def series(patches: Path) -> Sequence[Path]:
    """Return the patches of a source package in order."""
    listed = patches / "series"
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    names = (line.split("#", 1)[0].strip() for line in lines)
    return [patches / name.split()[0] for name in names if name]


def apply(patch: Path, folder: Path) -> None:
    part = only_folders(patch.read_text(encoding="utf-8", errors="surrogateescape"), PATCHED)
    if part:
        reduced = folder / "reduced.patch"
        reduced.write_text(part, encoding="utf-8", errors="surrogateescape")
        argv = ["patch", "-p1", "-f", "--no-backup-if-mismatch", "-i", str(reduced)]
        run(argv, f"applying {patch.name}", folder)

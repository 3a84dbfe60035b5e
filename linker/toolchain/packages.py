"""Debian's packages: what the index has, and how a revision is got."""

import re
import shutil
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from commands import StepError, run

POOLS: Mapping[str, Tuple[str, ...]] = {
    "debian": ("deb.debian.org/debian/pool/main", "deb.debian.org/debian-security/pool/updates/main"),
    "ubuntu": ("archive.ubuntu.com/ubuntu/pool/main", "archive.ubuntu.com/ubuntu/pool/universe"),
}


class Origin(NamedTuple):
    """Where the source image's interpreter comes from."""

    distribution: str
    suite: str
    package: str
    version: str


class Choice(NamedTuple):
    """The revision that the toolchain is made of; ``indexed`` tells whether apt can verify it."""

    revision: str
    indexed: bool
    exact: bool


def parse_origin(arguments: Sequence[str]) -> Origin:
    """Check the command line; the words come from an image and are not trusted."""
    distribution, suite, package, version = arguments
    if distribution not in POOLS:
        raise StepError("toolchain-not-found", f"there is no toolchain for distribution {distribution!r}")
    name = re.fullmatch(r"(python3\.\d+)(-minimal)?", package)
    if name is None:
        raise StepError("toolchain-not-found", f"{package!r} is not a package of an interpreter such as python3.11")
    if re.fullmatch(r"[0-9][A-Za-z0-9.+~:-]*", version) is None or upstream(version) is None:
        raise StepError("toolchain-not-found", f"{version!r} is not a version of {package}")
    return Origin(distribution, suite, name.group(1), version)


def upstream(version: str) -> Optional[str]:
    """Return X.Y.Z of a package version such as 3.11.2-6+deb12u6."""
    match = re.match(r"(?:\d+:)?(\d+\.\d+\.\d+)", version)
    return match.group(1) if match else None


def choose_revision(origin: Origin, indexed: Sequence[str], pooled: bool) -> Choice:
    """Prefer the image's own revision, then the newest of the same X.Y.Z: another Z never fits its library."""
    if origin.version in indexed:
        return Choice(origin.version, indexed=True, exact=True)
    if pooled:
        return Choice(origin.version, indexed=False, exact=True)
    for version in indexed:
        if upstream(version) == upstream(origin.version):
            return Choice(version, indexed=True, exact=False)
    has = f"has {', '.join(indexed)}" if indexed else "has none"
    raise StepError(
        "toolchain-not-found",
        f"{origin.package} {origin.version} is not in {origin.distribution}'s archive, "
        f"and the index of {origin.suite} {has}; update the image's python, or use LINK dynamic",
    )


def indexed_versions(package: str) -> List[str]:
    """Return the index's versions of a package, newest first."""
    rows = run(["apt-cache", "madison", package], f"asking the index for {package}").splitlines()
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    versions = [cell[1] for cell in cells if len(cell) == 3 and "Packages" in cell[2]]
    return list(dict.fromkeys(versions))


def install(packages: Sequence[str]) -> None:
    run(["apt-get", "-qq", "-y", "install", *packages], "installing the compiler and the libraries")


def installed_versions() -> Mapping[str, str]:
    """Return every package of the base image and its version."""
    rows = run(["dpkg-query", "-W", "-f", "${Package} ${Version}\n"], "listing the packages").splitlines()
    return dict(sorted((name, version) for name, version in (row.split(" ", 1) for row in rows)))


def download(origin: Origin, package: str, choice: Choice, folder: Path) -> Path:
    """Get one .deb of the chosen revision."""
    if choice.indexed:
        run(["apt-get", "-qq", "download", f"{package}={choice.revision}"], f"downloading {package}", folder)
    else:
        name = deb_name(package, choice.revision)
        if not fetch_from_pool(origin, name, folder):
            raise StepError("toolchain-not-found", f"{name} is not in {origin.distribution}'s pool")
    found = sorted(folder.glob(f"{package}_*.deb"))
    return found[-1]


def deb_name(package: str, version: str) -> str:
    return f"{package}_{without_epoch(version)}_amd64.deb"


def without_epoch(version: str) -> str:
    return version.split(":", 1)[-1]


def pool_urls(origin: Origin, name: str) -> Iterator[str]:
    """Yield where a file of the interpreter's source package may be; https first, since no index vouches for it."""
    for scheme in ("https", "http"):
        for pool in POOLS[origin.distribution]:
            yield f"{scheme}://{pool}/p/{origin.package}/{urllib.parse.quote(name, safe='+~')}"


def in_pool(origin: Origin, name: str) -> bool:
    return any(answers(url) for url in pool_urls(origin, name))


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, method="HEAD"), timeout=30) as response:
            return response.status == 200
    except (urllib.error.URLError, TimeoutError):
        return False


def fetch_from_pool(origin: Origin, name: str, folder: Path) -> bool:
    """Get one file of the interpreter's source package; False when no pool has it."""
    return any(fetch(url, folder / name) for url in pool_urls(origin, name))


def fetch(url: str, target: Path) -> bool:
    """Get one file; False when the server has none."""
    try:
        with urllib.request.urlopen(url, timeout=120) as response, target.open("wb") as file:
            shutil.copyfileobj(response, file)
    except (urllib.error.URLError, TimeoutError):
        target.unlink(missing_ok=True)
        return False
    return True

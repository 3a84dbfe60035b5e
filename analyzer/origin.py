"""Where the interpreter comes from: a distribution's package is relinked from its archive, any other
release of CPython from its source."""

import hashlib
import re
from typing import Any, Dict, Iterator, List, Optional

import elf
import facts
from facts import Python
from image import Image

INFO = "/var/lib/dpkg/info"
STATUS = "/var/lib/dpkg/status"
# Distroless images keep one file per package, and no list of files.
STATUS_FOLDER = "/var/lib/dpkg/status.d"
DISTRIBUTIONS = ("debian", "ubuntu")
# The first version whose C modules the linker's recipes know.
OLDEST = (3, 8)
X86_64 = 62


def find(image: Image, python: Python, real: str, releases: Optional[List[str]] = None) -> Dict[str, Any]:
    """The ``origin`` of plan.json. ``releases``: those whose source can be had; None for any."""
    package = "python" + python.short
    release = os_release(image)
    reason = not_packaged(image, python, real, package + "-minimal", release)
    if reason:
        return source(image, python, real, reason, releases)
    return {
        "kind": "debian",
        "distribution": release["ID"],
        "suite": suite(release),
        "package": package,
        "version": installed(image, package + "-minimal"),
    }


def not_packaged(image: Image, python: Python, real: str, minimal: str, release: Dict[str, str]) -> str:
    """Why the interpreter is no package's of Debian or Ubuntu; nothing where it is."""
    if release.get("ID", "") not in DISTRIBUTIONS:
        return "the image is %s, not Debian or Ubuntu" % (release.get("PRETTY_NAME") or "of no named distribution")
    if not owns(image, minimal, real):
        return "%s is not a file of the package %s" % (real, minimal)
    version = installed(image, minimal)
    if version is None:
        return "the package %s is not installed" % minimal
    if upstream(version) != python.version:
        return "%s is Python %s, but %s is installed as %s" % (real, python.version, minimal, version)
    if of_another_archive(version, suite(release)):
        return "the package %s %s is not of %s's own archive" % (minimal, version, release["ID"])
    if changed(image, minimal, real):
        return "%s is not the file that the package %s %s installed" % (real, minimal, version)
    return "" if suite(release) else "/etc/os-release names no release of %s" % release["ID"]


def source(
    image: Image, python: Python, real: str, reason: str, releases: Optional[List[str]]
) -> Dict[str, Any]:
    """A release of CPython, with what its build was told that shows in the result; ``reason`` says
    why it is not taken for a package."""
    problem = not_a_release(image, python, real) or unknown(python, releases)
    if problem:
        return {"kind": "other", "reason": "%s; and %s" % (reason, problem)}
    return {
        "kind": "cpython",
        "reason": reason,
        "prefix": python.prefix,
        "platlibdir": python.platlibdir,
        "multiarch": python.multiarch or multiarch(python, image, real),
        "thread_stack_size": facts.thread_stack_size(),
    }


def not_a_release(image: Image, python: Python, real: str) -> str:
    """Why no source archive gives this interpreter again; nothing where one does."""
    version = python.version + ("+" if python.modified else "")
    if re.match(r"\d+\.\d+\.\d+$", version) is None:
        return "%s is Python %s, which is no release" % (real, version)
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST:
        return "%s is Python %s, and only 3.8 and newer are built from source" % (real, version)
    file = elf.read(image.host(real))
    if file is None or file.machine != X86_64:
        return "%s is no program for x86-64" % real
    return ""


def unknown(python: Python, releases: Optional[List[str]]) -> str:
    if releases is None or python.version in releases:
        return ""
    return "no source of CPython %s is known (the named context cpython brings one)" % python.version


def multiarch(python: Python, image: Image, real: str) -> str:
    """For builds that do not know theirs: from the names of the extension modules, else by the loader."""
    triplet = python.soabi.partition("-")[2].partition("-")[2]
    file = elf.read(image.host(real))
    libc = "musl" if file is not None and "musl" in file.interpreter else "gnu"
    return triplet or "x86_64-linux-" + libc


def suite(release: Dict[str, str]) -> str:
    return release.get("VERSION_CODENAME") or codename(release.get("VERSION", ""))


def os_release(image: Image) -> Dict[str, str]:
    text = image.read_text("/etc/os-release") or image.read_text("/usr/lib/os-release") or ""
    pairs = (line.partition("=") for line in text.splitlines() if not line.startswith("#"))
    return {key.strip(): value.strip().strip("\"'") for key, equals, value in pairs if equals}


def codename(version: str) -> str:
    """9 (stretch) → stretch: releases from before VERSION_CODENAME."""
    named = re.search(r"\((\w+)", version)
    return named.group(1).lower() if named else ""


def owns(image: Image, package: str, real: str) -> bool:
    """Whether dpkg says that the file is the package's. An image without lists (distroless) can only
    be believed by the path that the package always uses."""
    text = next((t for t in info(image, package, ".list") if t is not None), None)
    if text is None:
        return real == "/usr/bin/" + package[: -len("-minimal")]
    # Before the merge of /bin into /usr/bin the lists name the other path.
    return any(image.real(line) == real for line in text.splitlines() if line.endswith(real.rpartition("/")[2]))


def info(image: Image, package: str, kind: str) -> Iterator[Optional[str]]:
    for name in (package, package + ":amd64"):
        yield image.read_text(INFO + "/" + name + kind)
    yield image.read_text(STATUS_FOLDER + "/" + package + kind)


def installed(image: Image, package: str) -> Optional[str]:
    texts: List[Optional[str]] = [image.read_text(STATUS), image.read_text(STATUS_FOLDER + "/" + package)]
    pattern = re.compile(r"^Package: %s$(.*?)(?=^Package: |\Z)" % re.escape(package), re.M | re.S)
    for text in texts:
        paragraph = pattern.search(text or "")
        if paragraph is None:
            continue
        status = re.search(r"^Status: (.*)$", paragraph.group(1), re.M)
        version = re.search(r"^Version: (\S+)$", paragraph.group(1), re.M)
        if version is not None and (status is None or status.group(1).endswith(" installed")):
            return version.group(1)
    return None


def upstream(version: str) -> str:
    """3.11.2-6+deb12u6 → 3.11.2, 3.14.0~rc2-1 → 3.14.0rc2"""
    return version.partition(":")[2 if ":" in version else 0].rpartition("-")[0].replace("~", "")


def of_another_archive(version: str, codename: str) -> bool:
    """3.12.7-1+jammy1: archives beside the distribution's own (a PPA) build one version for several
    suites, and mark each with its name, which the distribution's own versions never have."""
    return bool(codename) and re.search(r"\+%s[\d.]*$" % re.escape(codename), version) is not None


def changed(image: Image, package: str, real: str) -> bool:
    """Whether the interpreter differs from the one packaged: another python put over it is no
    package's. Where the sum cannot be had or computed, it counts as unchanged."""
    text = next((t for t in info(image, package, ".md5sums") if t is not None), "") or ""
    for line in text.splitlines():
        digest, _, name = line.partition("  ")
        if image.real("/" + name) == real:
            try:
                return hashlib.md5(image.read(real, 1 << 28) or b"").hexdigest() != digest
            except ValueError:
                # A FIPS-mode OpenSSL refuses md5.
                return False
    return False

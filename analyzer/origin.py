"""Where the interpreter comes from: a distribution's package can be rebuilt from its archive."""

import hashlib
import re
from typing import Any, Dict, Iterator, List, Optional

from facts import Python
from image import Image

INFO = "/var/lib/dpkg/info"
STATUS = "/var/lib/dpkg/status"
# Distroless images keep one file per package, and no list of files.
STATUS_FOLDER = "/var/lib/dpkg/status.d"
DISTRIBUTIONS = ("debian", "ubuntu")


def find(image: Image, python: Python, real: str) -> Dict[str, Any]:
    """The ``origin`` of plan.json."""
    package = "python" + python.short
    minimal = package + "-minimal"
    release = os_release(image)
    distribution = release.get("ID", "")
    if distribution not in DISTRIBUTIONS:
        return other(
            "the image is %s, not Debian or Ubuntu" % (release.get("PRETTY_NAME") or "of no named distribution")
        )
    if not owns(image, minimal, real):
        return other("%s is not a file of the package %s" % (real, minimal))
    version = installed(image, minimal)
    if version is None:
        return other("the package %s is not installed" % minimal)
    if upstream(version) != python.version:
        return other("%s is Python %s, but %s is installed as %s" % (real, python.version, minimal, version))
    if changed(image, minimal, real):
        return other("%s is not the file that the package %s %s installed" % (real, minimal, version))
    suite = release.get("VERSION_CODENAME") or codename(release.get("VERSION", ""))
    if not suite:
        return other("/etc/os-release names no release of %s" % distribution)
    return {"kind": "debian", "distribution": distribution, "suite": suite, "package": package, "version": version}


def other(reason: str) -> Dict[str, Any]:
    return {"kind": "other", "reason": reason}


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

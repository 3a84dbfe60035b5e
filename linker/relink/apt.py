"""Debian's archive: what the index has, and how packages and their sources are got."""

import re
from pathlib import Path
from typing import Iterator, Optional, Sequence

from download import SourceFile
from steps import StepError, run, say

SOURCES = Path("/etc/apt/sources.list")
# Seconds, and how a program ends that takes longer (steps.py).
LONGEST_UPDATE = 180
TIMED_OUT = "(exit 124)"
# Upstream's signature, which the index's digest stands for.
SIGNATURE = ".asc"
PROFILES = "nocheck,nodoc"
# The index of every file of every package; apt verifies it as it does the others.
CONTENTS = """
Acquire::IndexTargets::deb::Contents-deb {
  MetaKey "$(COMPONENT)/Contents-$(ARCHITECTURE)";
  ShortDescription "Contents-$(ARCHITECTURE)";
  Description "$(RELEASE)/$(COMPONENT) $(ARCHITECTURE) Contents";
  flatMetaKey "Contents-$(ARCHITECTURE)";
  KeepCompressed "true";
  DefaultEnabled "false";
};
"""


def base_suite() -> str:
    text = Path("/etc/os-release").read_text(encoding="utf-8")
    found = re.search(r"^VERSION_CODENAME=(\S+)", text, re.MULTILINE)
    return found.group(1) if found else ""


def update() -> None:
    """Read the indexes, of sources too."""
    lines = SOURCES.read_text(encoding="utf-8").splitlines()
    sources = [re.sub(r"^deb ", "deb-src ", line) for line in lines if line.startswith("deb ")]
    SOURCES.write_text("".join(f"{line}\n" for line in dict.fromkeys([*lines, *sources])), encoding="utf-8")
    refresh([], "reading the package index")


def refresh(options: Sequence[str], doing: str) -> None:
    """Let apt read its indexes. It was seen to wait for ever, with nothing on its connections, where several read from
    one mirror at once: then it is ended and asked again."""
    argv = ["apt-get", "-qq", *options, "update", "--error-on=any"]
    for _ in range(2):
        try:
            run(argv, doing, seconds=LONGEST_UPDATE)
            return
        except StepError as error:
            if TIMED_OUT not in str(error):
                raise
            say(f"apt does not go on while {doing}: asking again")
    run(argv, doing, seconds=LONGEST_UPDATE)


def install(packages: Sequence[str], doing: str) -> None:
    if packages:
        run(["apt-get", "-qq", "-y", "--no-install-recommends", "install", *packages], doing)


def remove(package: str) -> None:
    """Remove one package whatever needs it."""
    run(["dpkg", "--remove", "--force-depends", package], f"removing {package}")


def install_build_dependencies(source: str) -> None:
    """Install those of a source package: NAME=VERSION of the archive, or the path of a .dsc."""
    argv = ["apt-get", "-qq", "-y", "--no-install-recommends", f"--build-profiles={PROFILES}", "--arch-only"]
    run([*argv, "build-dep", source], f"installing what {source} is built with")


def source_files(source: str, version: str) -> list[SourceFile]:
    """Return the files of a source package as the index names them; none where it does not know the version."""
    try:
        argv = ["apt-get", "-qq", "source", "--print-uris", "--only-source", f"{source}={version}"]
        text = run(argv, f"asking for the source {source}")
    except StepError:
        return []
    rows = re.findall(r"^'(\S+)' (\S+) \d+ SHA256:([0-9a-f]{64})", text, re.MULTILINE)
    return [SourceFile(*row) for row in rows if not row[1].endswith(SIGNATURE)]


def source_versions(source: str) -> list[str]:
    """Return the index's versions of a source package, newest first."""
    rows = run(["apt-cache", "madison", source], f"asking for the sources of {source}").splitlines()
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    return list(dict.fromkeys(cell[1] for cell in cells if len(cell) == 3 and "Sources" in cell[2]))


def version_of_dsc(dsc: Path) -> str:
    """Throws StepError for a file that says none."""
    found = re.search(r"^Version: (\S+)$", dsc.read_text(encoding="utf-8", errors="replace"), re.MULTILINE)
    if found is None:
        raise StepError(f"{dsc.name} says no version")
    return found.group(1)


def files_of_dsc(dsc: Path) -> list[str]:
    """Return the names of the files that a .dsc has digests of, without signatures."""
    text = dsc.read_text(encoding="utf-8", errors="replace")
    block = re.search(r"^Checksums-Sha256:\n((?: .+\n)+)", text, re.MULTILINE)
    rows = block.group(1).splitlines() if block is not None else []
    names = [match.group(1) for match in (re.fullmatch(r" [0-9a-f]{64} \d+ ([^/\s]+)", row) for row in rows) if match]
    return [name for name in names if not name.endswith(SIGNATURE)]


def unpack(dsc: Path, folder: Path) -> None:
    run(["dpkg-source", "--no-check", "-x", str(dsc), str(folder)], f"unpacking {dsc.name}")


def exists(package: str) -> bool:
    """Whether the index has a package of this name."""
    return run(["apt-cache", "pkgnames", package], f"asking for {package}").split().count(package) > 0


def owner(path: Path) -> Optional[str]:
    """Return the installed package that a file came in."""
    for name in dict.fromkeys((str(path), str(path.resolve()), str(path.resolve()).removeprefix("/usr"))):
        try:
            text = run(["dpkg-query", "--search", name], "asking whose a file is")
        except StepError:
            continue
        return text.splitlines()[0].split(":")[0].split(",")[0]
    return None


def files_of(package: str) -> list[Path]:
    return [Path(line) for line in run(["dpkg-query", "--listfiles", package], "listing its files").splitlines()]


def source_of(package: str) -> tuple[str, str]:
    """Return the source package of an installed package, and its version."""
    text = run(["dpkg-query", "-W", "-f", "${source:Package} ${source:Version}", package], "asking for its source")
    source, version = text.split(" ")
    return source, version


def version_of(package: str) -> str:
    return run(["dpkg-query", "-W", "-f", "${Version}", package], "asking for its version")


def contents() -> Iterator[tuple[str, str]]:
    """Yield the paths and packages of the archive's Contents index, which is read now."""
    config = Path("/etc/apt/apt.conf.d/91faktory-contents")
    config.write_text(CONTENTS, encoding="utf-8")
    try:
        enabled = ["-o", "Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=true"]
        refresh(enabled, "reading the index of files")
        text = run(
            ["apt-get", *enabled, "indextargets", "--format", "$(FILENAME)", "Created-By: Contents-deb"], "finding it"
        )
        for name in text.split():
            for row in run(["/usr/lib/apt/apt-helper", "cat-file", name], "reading the index of files").splitlines():
                path, _, packages = row.rpartition(" ")
                for package in packages.split(","):
                    yield path.strip(), package.rpartition("/")[2]
    finally:
        config.unlink()


def build_dependencies(source: str) -> list[str]:
    """Return the names in Build-Depends of the newest source package of a name; first of alternatives."""
    try:
        text = run(["apt-cache", "showsrc", "--only-source", source], f"asking for the source {source}")
    except StepError:
        return []
    found = re.findall(r"^Build-Depends(?:-Arch)?: (.+)$", text, re.MULTILINE)
    names = (re.match(r"\s*([a-z0-9][a-z0-9.+-]+)", part) for line in found[:2] for part in line.split(","))
    return list(dict.fromkeys(match.group(1) for match in names if match))


def source_building(package: str) -> Optional[str]:
    """Return the name of the source package that builds a package of the index."""
    try:
        text = run(["apt-cache", "show", "--no-all-versions", package], f"asking for {package}")
    except StepError:
        return None
    found = re.search(r"^Source: (\S+)", text, re.MULTILINE)
    return found.group(1) if found else package

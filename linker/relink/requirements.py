"""What an sdist is built with: the interpreter, what its pyproject.toml requires, libraries and other compilers."""

import json
import re
from pathlib import Path
from typing import Any, Mapping, NamedTuple, Sequence

import apt
import download
import interpreter
import project
import rust
import sources
import switches
from download import CA, SourceFile
from relink_request import Request
from sources import NoSource, Source
from steps import StepError, run, say

# What backends look for in PATH before they ask for it as a requirement.
OF_BACKENDS: Mapping[str, Sequence[str]] = {
    "mesonpy": ("ninja-build", "patchelf"),
    "scikit_build_core.build": ("cmake", "ninja-build"),
    "maturin": ("patchelf",),
}
# A -dev package of Debian's Build-Depends that is no C library's.
NO_LIBRARY = re.compile(r"(python|pypy|dh-|librust-|golang-|debhelper|ruby|node-).*")

# Of a package's files: PyYAML-6.0.egg-info, lxml-4.9.2.dist-info/METADATA
METADATA = re.compile(r"usr/lib/python3/dist-packages/([^/]+?)-\d[^/-]*(?:-py[\d.]+)?\.(?:egg|dist)-info(?:/|$)")


class Environment(NamedTuple):
    """``python`` builds; ``versions`` are of what it builds with; ``developed`` are the packages of libraries;
    ``switches`` are variables of the environment to set to 1."""

    python: str
    versions: Mapping[str, str]
    developed: Sequence[str]
    switches: Sequence[str] = ()


def prepare(request: Request, source: Source, build: Path) -> Environment:
    python = interpreter.find(request, build)
    wanted = project.read(source.folder)
    packages = OF_BACKENDS.get(wanted.backend, ())
    developed = [name for name in of_distribution(request) if name.endswith("-dev") and not NO_LIBRARY.fullmatch(name)]
    apt.install([*packages, *developed], "installing what it is built with")
    told = switches.read(source.folder, wanted.paths, wanted.requires)
    requires = [*wanted.requires, *told.requires]
    try:
        made, versions = install_python(request, source, python, requires, build)
    except StepError as error:
        say(f"{error.details}\n{error}: trying the packages of the distribution")
        made, versions = install_packages(request, python, requires, error)
    compiler = rust.prepare(source.folder, build / "cargo")
    if compiler is not None:
        versions = {**versions, compiler: apt.version_of(compiler)}
    return Environment(made, versions, developed, told.names)


def of_distribution(request: Request) -> list[str]:
    """Return what Debian builds the same project with, where it has it: a wheel may hold its C libraries unnamed."""
    name = request.package.source if request.package else source_of_project(request.key)
    return apt.build_dependencies(name) if name else []


def source_of_project(key: str) -> str | None:
    """By the package's usual name, else by the metadata that a package installs: python3-yaml has PyYAML's."""
    usual = apt.source_building(f"python3-{key}")
    if usual is not None:
        return usual
    package = next((package for path, package in apt.contents() if is_metadata(path, key)), None)
    return apt.source_building(package) if package else None


def is_metadata(path: str, key: str) -> bool:
    found = METADATA.match(path)
    return found is not None and sources.normalize(found.group(1)) == key


def install_python(
    request: Request, source: Source, python: str, requires: Sequence[str], build: Path
) -> tuple[str, Mapping[str, str]]:
    """Make an environment with the requirements as the index had them when the source was new: later ones may not
    build it any more."""
    pip = fetch_pip(request, build)
    folder = build / "environment"
    run([python, "-m", "venv", "--without-pip", str(folder)], "making an environment")
    made = str(folder / "bin/python")
    options = ["--index-url", request.index_url, "--disable-pip-version-check", "--no-cache-dir", "--quiet"]
    options += ["--cert", str(CA)] if CA.exists() else []
    given = sorted(Path("/in/sources").glob("*.whl"))
    options += [f"--find-links={given[0].parent}"] if given else []
    install = [made, str(pip / "pip"), "install", *options]
    dated = until(source.origin.get("uploaded", ""))
    doing = f"installing {', '.join(requires)}"
    try:
        run([*install, *dated, *requires, "setuptools", "wheel"], doing)
    except StepError as error:
        if not dated:
            raise
        say(f"{error.details}\nnot by what there was then: taking what there is now")
        run([*install, *requires, "setuptools", "wheel"], doing)
    rows = run([made, str(pip / "pip"), "list", "--format=json", "--disable-pip-version-check"], "listing them")
    return made, {row["name"]: row["version"] for row in json.loads(rows.splitlines()[0])}


def until(uploaded: str) -> list[str]:
    return [f"--uploaded-prior-to={uploaded}"] if uploaded else []


def fetch_pip(request: Request, build: Path) -> Path:
    """Get the newest pip that runs by this python from the index; it is a wheel and runs out of one."""
    try:
        rows = sources.read_index(request.index_url, "pip")
    except NoSource as reason:
        raise StepError(str(reason)) from None
    wheels = [row for row in rows if row["filename"].endswith("-none-any.whl") and admits(row, request.short)]
    if not wheels:
        raise StepError(f"{request.index_url} has no pip for Python {request.short}")
    row = max(wheels, key=lambda row: numbers(row["filename"].split("-")[1]))
    url = sources.absolute(request.index_url, "pip", row["url"])
    file = SourceFile(url, Path(row["filename"]).name, row["hashes"].get("sha256", ""))
    return download.fetch(file, build)


def admits(row: Mapping[str, Any], python: str) -> bool:
    """Whether requires-python lets X.Y in; of its clauses the lower bound is the one that pip has."""
    found = re.search(r">=\s*(\d+(?:\.\d+)*)", row.get("requires-python") or "")
    released = re.fullmatch(r"\d+(\.\d+)*", row["filename"].split("-")[1]) is not None
    return released and not row.get("yanked") and (found is None or numbers(found.group(1)) <= numbers(python))


def numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def install_packages(
    request: Request, python: str, requires: Sequence[str], reason: StepError
) -> tuple[str, Mapping[str, str]]:
    """Take the requirements from the distribution's packages, where no index can be asked; ``reason`` says why."""
    names = [re.split(r"[\s<>=!~;\[(]", text.strip(), maxsplit=1)[0] for text in requires]
    packages = [name for name in (package_of(sources.normalize(name)) for name in names) if name is not None]
    if python != f"/usr/bin/python{request.short}" or len(packages) < len(names):
        raise reason
    apt.install(packages, "installing what it is built with")
    return python, {name: apt.version_of(name) for name in packages}


def package_of(key: str) -> str | None:
    return next((name for name in (f"python3-{key}", f"{key}3", key) if apt.exists(name)), None)



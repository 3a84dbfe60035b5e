"""The interpreter that runs the build: one of the image's X.Y and SOABI that loads shared objects."""

from pathlib import Path

from request import Request

TOOLCHAIN = Path("/toolchain")


def find(request: Request, build: Path) -> str:
    """Return the distribution's own where it is of the version; its headers are the toolchain's."""
    python = Path(f"/usr/bin/python{request.short}")
    if python.exists():
        link_headers(request.short)
        return str(python)
    raise NotImplementedError(build)


def link_headers(short: str) -> None:
    for folder in (f"python{short}", f"x86_64-linux-gnu/python{short}"):
        target = Path("/usr/include") / folder
        source = TOOLCHAIN / "include" / folder
        if source.is_dir() and not target.exists():
            target.symlink_to(source)

"""Sources with parts in Rust: the compiler, and the crates that their lock file names."""

from pathlib import Path
from typing import Optional

import apt
from download import CA
from steps import ENVIRONMENT, run, say

# Debian keeps a newer compiler for the programs that want one; crates mostly do.
COMPILERS = (("cargo-web", "rustc-web"), ("cargo", "rustc"))
DEPTH = 3


def prepare(source: Path, home: Path) -> Optional[str]:
    """Install the compiler and bring the crates, where the source has any; return the compiler's package.

    cargo holds each crate against its digest in Cargo.lock. The build then finds them through ``home``, its CARGO_HOME.
    """
    manifest = find_manifest(source)
    if manifest is None:
        return None
    packages = next(names for names in COMPILERS if all(map(apt.exists, names)))
    apt.install(packages, "installing the Rust compiler")
    home.mkdir(parents=True)
    say(f"downloading the crates of {manifest.relative_to(source)}")
    environment = {**ENVIRONMENT, "CARGO_HOME": str(home), **({"CARGO_HTTP_CAINFO": str(CA)} if CA.exists() else {})}
    argv = ["cargo", "vendor", "--quiet", "--versioned-dirs", "--manifest-path", str(manifest), str(home / "vendor")]
    config = run(argv, "downloading crates", source, environment)
    (home / "config.toml").write_text(only_toml(config), encoding="utf-8")
    return packages[1]


def find_manifest(source: Path) -> Optional[Path]:
    """Return the uppermost Cargo.toml: a workspace's is above those of its members."""
    for depth in range(DEPTH):
        found = sorted(source.glob("*/" * depth + "Cargo.toml"))
        if found:
            return found[0]
    return None


def only_toml(text: str) -> str:
    """Take what cargo says to put into its configuration; before it stands what it says to people."""
    lines = text.splitlines()
    begin = next((index for index, line in enumerate(lines) if line.startswith("[")), len(lines))
    return "".join(f"{line}\n" for line in lines[begin:])

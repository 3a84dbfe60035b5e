"""Compile the parts of python.km that are ours, and link everything."""

import os
import subprocess
from pathlib import Path
from typing import Mapping, NamedTuple, Optional, Sequence

import sizes
from description import Description, LinkedModule, needed_libraries
from gate import Additions
from generated import Others, exports_source, openssl_source, records_source
from manifest import OpenSSL

C_FOLDER = Path(__file__).resolve().parent / "c"
COMPILE = ("gcc", "-std=gnu11", "-O2", "-fno-pic", "-fno-pie", "-fstack-protector-strong", "-Wall", "-Wextra")
LINK = (
    *("gcc", "-static", "-no-pie", "-Wl,-O1", "-Wl,--build-id=none", "-Wl,-z,noexecstack", "-Wl,--strip-all"),
    "-Wl,--gc-sections",
)
MAP = "python.map"


class CommandError(Exception):
    """A compiler or linker failed; the text is what it said."""


class Parts(NamedTuple):
    """What goes into one python.km beside its core."""

    modules: Sequence[LinkedModule]
    additions: Additions
    openssl: Optional[OpenSSL]


def link(name: str, description: Description, parts: Parts, folder: Path) -> Path:
    """Compile the parts that are ours and link everything; our dlopen stands before libc's."""
    modules, additions, openssl = parts
    libraries = needed_libraries(modules, additions.own, description)
    others = Others(additions.linked, additions.plugins)
    (folder / "records.c").write_text(records_source(name, modules, others), encoding="utf-8")
    (folder / "exports.s").write_text(exports_source(export_names(description, modules)), encoding="utf-8")
    ours = [C_FOLDER / name for name in ("main.c", "dl.c", "kontain.c", "glibc_2_32.c")]
    tls = openssl_source(openssl, modules)
    (folder / "openssl.c").write_text(tls.text, encoding="utf-8")
    sources = [*ours, *(folder / name for name in ("records.c", "exports.s", "openssl.c"))]
    objects = [compile_part(source, description, folder) for source in sources]
    binary = folder / name
    run(
        [
            *LINK,
            f"-Wl,-Map={folder / MAP}",
            *("-o", str(binary)),
            *map(str, objects),
            *(str(module.object) for module in modules),
            *additions.objects,
            # All of it, as in Debian's own interpreter: C modules and ctypes may ask for any part of the C API.
            *("-Wl,--whole-archive", str(description.archive), "-Wl,--no-whole-archive"),
            *map(str, description.core_objects),
            "-Wl,--start-group",
            *(str(library.archive) for library in libraries),
            *map(str, additions.archives),
            "-Wl,--end-group",
            *("-lm", "-lresolv"),
            *(f"-Wl,--wrap={name}" for name in tls.wrapped),
        ],
        folder,
    )
    return binary


def export_names(description: Description, modules: Sequence[LinkedModule]) -> Sequence[str]:
    """Return the names that dlsym answers; nothing but ctypes ever asks."""
    if all(module.name != "_ctypes" for module in modules):
        return []
    return (description.root / "core/exports.txt").read_text(encoding="utf-8").split()


def compile_part(source: Path, description: Description, folder: Path) -> Path:
    target = folder / f"{source.stem}.o"
    headers = description.root / "include"
    include = [C_FOLDER, headers / f"python{description.python.short}", headers]
    run([*COMPILE, *(f"-I{path}" for path in include), "-c", "-o", str(target), str(source)], folder)
    return target


def run(argv: Sequence[str], folder: Path) -> None:
    """Run a compiler in ``folder``, where its temporary files go too; on success its warnings are not news."""
    environment = {**os.environ, "LC_ALL": "C", "TMPDIR": str(folder), "SOURCE_DATE_EPOCH": "0"}
    done = subprocess.run(
        argv, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    if done.returncode != 0:
        # ld says of a hundred libc functions that a static program should not use them, and buries the reason.
        lines = [line for line in done.stdout.splitlines() if ": warning: " not in line]
        raise CommandError("\n".join([*lines, f"{argv[0]} ended with exit code {done.returncode}"]))


def read_sizes(binary: Path) -> Mapping[str, int]:
    """Return the bytes that each object file and archive has in what was just linked."""
    return sizes.read(binary.parent / MAP)

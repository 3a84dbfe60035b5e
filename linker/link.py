"""Link one python.km: link.py --toolchain FOLDER --manifest FILE --out FOLDER --report FOLDER [--records FOLDER]."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Iterable, List, Mapping, NamedTuple, Optional, Sequence

import accounts
import gate
import relinked
import sizes
from check import CheckError, check_binary
from description import (
    Description,
    LinkedModule,
    check_python,
    needed_archives,
    other_library,
    read_description,
    select_modules,
)
from generated import exports_source, openssl_source, records_source
from manifest import CPython, Manifest, ManifestError, OpenSSL, read_manifest

C_FOLDER = Path(__file__).resolve().parent / "c"
COMPILE = ("gcc", "-std=gnu11", "-O2", "-fno-pic", "-fno-pie", "-fstack-protector-strong", "-Wall", "-Wextra")
# In every root that a toolchain is made in: of libc-bin, which is essential.
LOCALE = Path("/usr/lib/locale/C.utf8")
LINK = ("gcc", "-static", "-no-pie", "-Wl,-O1", "-Wl,--build-id=none", "-Wl,-z,noexecstack", "-Wl,--strip-all", "-Wl,--gc-sections")


MAP = "python.map"


class Options(NamedTuple):
    toolchain: Path
    manifest: Path
    out: Path
    report: Path
    records: Optional[Path]


class CommandError(Exception):
    """A compiler or linker failed; the text is what it said."""


def main(options: Options) -> None:
    begin = time.monotonic()
    description = read_description(options.toolchain)
    if description is None:
        raise ManifestError(f"{options.toolchain} holds no toolchain of this contract (toolchain.json, format 1)")
    manifest = read_manifest(options.manifest)
    check_python(manifest, description)
    modules = select_modules(manifest, description)
    library = other_library(manifest, description)
    own = [entry.archive.name for entry in description.libraries.values()]
    built = relinked.read_all(options.records)
    additions, refused = gate.choose(manifest, built, own)
    if refused:
        return refuse(refused, manifest, description, options.report)
    name = f"python{description.python.version}.km"
    print(f"linking {name}: {count(len(modules) + len(additions.linked))}", flush=True)
    # Beside the target, so that the last step is a rename and no half-written python.km is ever seen.
    with tempfile.TemporaryDirectory(prefix=".link-", dir=options.out) as folder:
        binary = link(name, description, Parts(modules, additions, manifest.openssl), Path(folder))
        check_binary(binary, description, manifest.modules)
        size = binary.stat().st_size
        used = sizes.read(Path(folder) / MAP)
        publish(binary, options.out / name, 0o755)
    if library is not None:
        bring_library(library, manifest, options.out / "root")
    if manifest.python.soabi.endswith("-musl"):
        bring_locale(options.out / "root")
    warnings = [*tell_differences(manifest, description), *tell_lacks(built.values())]
    write_report(
        options.report / "report.json",
        {
            "format": 1,
            "python": description.python.version,
            "revision": description.revision,
            "modules": list(manifest.modules),
            "warnings": warnings,
            **accounts.tell(additions, used),
            "refused": [],
        },
    )
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)
    print(f"{name}: {count(len(modules) + len(additions.linked))}, {size / 1e6:.1f} MB in {time.monotonic() - begin:.1f} s")


def bring_library(library: Path, manifest: Manifest, root: Path) -> None:
    """Give an image the library of this interpreter's revision, in place of the files that it has of its own."""
    folder = Path("usr/lib") / f"python{manifest.python.short}"
    kept = manifest.library or frozenset()
    wanted = {path for name in kept for path in (folder / name, *(folder / name).parents)}

    def unwanted(where: str, names: Sequence[str]) -> List[str]:
        here = Path(where).relative_to(library)
        return [name for name in names if here / name not in wanted]

    shutil.copytree(library, root, symlinks=True, ignore=unwanted)


def bring_locale(root: Path) -> None:
    """Give an image of musl's, to which every locale is UTF-8, the one that glibc needs for LANG=C.UTF-8 and reads
    from a folder; what the image has there is for nobody else."""
    target = root / "usr/lib/locale/C.utf8"
    shutil.copytree(LOCALE, target)
    for path in sorted(target.rglob("*"), reverse=True):
        os.utime(path, (0, 0))
    for folder in (target, *target.parents):
        if folder == root:
            break
        os.utime(folder, (0, 0))


def tell_differences(manifest: Manifest, description: Description) -> Sequence[str]:
    """Return what is not as the image has it and yet fits."""
    warnings = list(description.warnings)
    if not warnings and manifest.revision != description.revision:
        warnings.append(f"the image has revision {manifest.revision} and the toolchain {description.revision}")
    wanted, got = manifest.origin, description.origin
    if isinstance(wanted, CPython) and isinstance(got, CPython) and wanted.thread_stack_size != got.thread_stack_size:
        sizes = f"{tell_size(wanted.thread_stack_size)} and the toolchain's {tell_size(got.thread_stack_size)}"
        warnings.append(f"a thread's stack in the image's python is {sizes}")
    return warnings


def tell_lacks(built: Iterable[relinked.Relinked]) -> Sequence[str]:
    """Return what programs may find missing in a module that was built again."""
    return [
        f"{row.distribution} {row.version} is built without {', '.join(row.without)}, which cannot be linked: it behaves "
        "as where these libraries are not installed"
        for row in built
        if row.without
    ]


def tell_size(size: int) -> str:
    return f"{size} bytes" if size else "the C library's default"


def count(modules: int) -> str:
    return "1 module" if modules == 1 else f"{modules} modules"


def refuse(
    refused: Sequence[gate.Refused], manifest: Manifest, description: Description, report: Path
) -> None:
    """Say what cannot be linked; that is a result, and whoever asked decides what becomes of it."""
    for row in refused:
        print(f"{row.distribution} {row.version} cannot be linked: {row.reason}", file=sys.stderr)
    write_report(
        report / "report.json",
        {
            "format": 1,
            "python": description.python.version,
            "revision": description.revision,
            "modules": list(manifest.modules),
            "warnings": [],
            "records": [],
            "libraries": [],
            "refused": [dict(row._asdict()) for row in refused],
        },
    )


class Parts(NamedTuple):
    """What goes into one python.km beside its core."""

    modules: Sequence[LinkedModule]
    additions: gate.Additions
    openssl: Optional[OpenSSL]


def link(name: str, description: Description, parts: Parts, folder: Path) -> Path:
    """Compile the parts that are ours and link everything; our dlopen stands before libc's."""
    modules, additions, openssl = parts
    (folder / "records.c").write_text(records_source(name, modules, additions.linked), encoding="utf-8")
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
            *map(str, needed_archives(modules, additions.own, description)),
            *map(str, additions.archives),
            "-Wl,--end-group",
            "-lm",
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


def publish(path: Path, target: Path, mode: int) -> None:
    path.chmod(mode)
    os.utime(path, (0, 0))
    path.replace(target)


def write_report(path: Path, report: Mapping[str, Any]) -> None:
    with tempfile.TemporaryDirectory(prefix=".report-", dir=path.parent) as folder:
        draft = Path(folder) / path.name
        draft.write_text(json.dumps(report, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        publish(draft, path, 0o644)


def parse_options(arguments: Sequence[str]) -> Options:
    parser = argparse.ArgumentParser(prog="link.py")
    for name in Options._fields:
        parser.add_argument(f"--{name}", type=Path, required=name != "records")
    return Options(**vars(parser.parse_args(arguments)))


if __name__ == "__main__":
    try:
        main(parse_options(sys.argv[1:]))
    except (ManifestError, relinked.RecordsError) as problem:
        sys.exit(f"link-refused: {problem}")
    except (CommandError, CheckError, OSError) as problem:
        sys.exit(f"{problem}\nlink-failed: python.km could not be linked (the message is above)")

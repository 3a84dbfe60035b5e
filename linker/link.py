"""Link one python.km: --toolchain FOLDER --manifest FILE --out FOLDER --report FOLDER [--records FOLDER]."""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Mapping, NamedTuple, Optional, Sequence

import accounts
import gate
import licences
import relinked
import report
from bring import bring_library, bring_locale
from check import CheckError, check_binary
from description import Description, check_python, needed_libraries, other_library, read_description, select_modules
from linking import CommandError, Parts, link, read_sizes
from manifest import Manifest, ManifestError, read_manifest
from publish import publish


class Options(NamedTuple):
    toolchain: Path
    manifest: Path
    out: Path
    report: Path
    records: Optional[Path]


def main(options: Options) -> None:
    begin = time.monotonic()
    description = read_description(options.toolchain)
    if description is None:
        raise ManifestError(f"{options.toolchain} holds no toolchain of this contract (toolchain.json, format 1)")
    manifest = read_manifest(options.manifest)
    check_python(manifest, description)
    built = relinked.read_all(options.records)
    additions, refused = gate.choose(manifest, built, own_archives(description))
    used: Mapping[str, int] = {}
    if not refused:
        used, refused = make_or_refuse(options, manifest, description, additions)
    if refused:
        for row in refused:
            print(f"{row.distribution} {row.version} cannot be linked: {row.reason}", file=sys.stderr)
        report.write_refused(options.report, manifest, description, refused)
        return
    libraries = needed_libraries(select_modules(manifest, description), additions.own, description)
    licences.write(options.out, description, libraries, additions)
    warnings = [*report.tell_differences(manifest, description), *report.tell_lacks(built.values())]
    report.write_linked(options.report, manifest, description, report.Outcome(additions, used, warnings))
    for line in accounts.in_words(additions, used):
        print(line)
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)
    print(f"linked in {time.monotonic() - begin:.1f} s")


def own_archives(description: Description) -> Sequence[str]:
    """Return the file names of the toolchain's archives: no second one of a library may come beside them."""
    return [library.archive.name for library in description.libraries.values()]


def make_or_refuse(
    options: Options, manifest: Manifest, description: Description, additions: gate.Additions
) -> tuple[Mapping[str, int], Sequence[gate.Refused]]:
    """Make python.km; where the linker fails at what distributions bring, they are refused."""
    try:
        return make(options, manifest, description, additions), []
    except CommandError as error:
        refused = gate.blame(additions, options.records, str(error))
        if not refused:
            raise
        print(error, file=sys.stderr)
        return {}, refused


def make(
    options: Options, manifest: Manifest, description: Description, additions: gate.Additions
) -> Mapping[str, int]:
    """Link, check and publish; return the bytes that each input has in python.km."""
    modules = select_modules(manifest, description)
    library = other_library(manifest, description)
    name = f"python{description.python.version}.km"
    count = len(modules) + len(additions.linked)
    print(f"linking {name}: {count} {'module' if count == 1 else 'modules'}", flush=True)
    # Beside the target, so that the last step is a rename and no half-written python.km is ever seen.
    with tempfile.TemporaryDirectory(prefix=".link-", dir=options.out) as folder:
        binary = link(name, description, Parts(modules, additions, manifest.openssl), Path(folder))
        check_binary(binary, description, manifest.modules)
        print(f"{name}: {binary.stat().st_size / 1e6:.1f} MB")
        used = read_sizes(binary)
        publish(binary, options.out / name, 0o755)
    if library is not None:
        bring_library(library, manifest, options.out / "root")
    if manifest.python.soabi.endswith("-musl"):
        bring_locale(options.out / "root")
    return used


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

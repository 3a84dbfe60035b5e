"""Run programs in an instrumented interpreter, so that the compiler knows what is worth its while."""

from pathlib import Path
from typing import List, Mapping, Tuple

from commands import run
from core import compile_core, remove_objects
from objects import Build, Built, ModuleObject, build_all
from request import Request
from table import Module, Table

# What optimizes after the counters are in is left out, a third of the compiler's time. It must not change the functions
# that are counted: a profile of others would be passed over in silence (-w). To see it: -ftest-coverage, and the
# cfg_checksum that gcov-dump tells of each function, with these options and without.
GENERATE = (
    *("-fprofile-generate", "-fno-inline-functions", "-fno-ipa-cp", "-fno-ipa-icf", "-fno-gcse"),
    *("-fno-tree-vectorize", "-fno-tree-pre", "-fno-tree-loop-optimize", "-fno-schedule-insns2"),
)
# What no program ran is compiled as without a profile; by itself the compiler would take it for never run, and save
# space there.
USE = ("-fprofile-use", "-fprofile-correction", "-fprofile-partial-training", "-Wno-missing-profile")

# Modules that programs spend their time in, as far as that is not within a library or a digest. Each is compiled twice.
TRAINED = frozenset(
    "_bisect _csv _datetime _heapq _json _opcode _pickle _random _sha2 _sha512 _struct array binascii math unicodedata"
    .split()
)
TIMES = 12


def is_profiled(request: Request) -> bool:
    """A debug build is for those who look for errors, and is slow by intent."""
    return "d" not in request.abiflags


def part_modules(table: Table) -> Tuple[Tuple[Module, ...], Tuple[Module, ...]]:
    """Part the modules that are trained from the others."""
    trained = tuple(module for module in table.modules if module.name in TRAINED)
    return trained, tuple(module for module in table.modules if module.name not in TRAINED)


def learn(request: Request, root: Path, build: Build, table: Table) -> None:
    """Compile with counters, run, and leave the counts where a compilation of the same paths with ``USE`` has them."""
    archive = compile_core(request, root, GENERATE)
    trained, _ = part_modules(table)
    scratch = build.scratch.parent / "training"
    built = build_all(with_flags(build, GENERATE), trained, table.libraries, scratch)
    train(archive, built, build.headers / f"python{request.xy}", root / "Lib", scratch)
    remove_objects(root)


def with_flags(build: Build, flags: Tuple[str, ...]) -> Build:
    return build._replace(flags=(*build.flags, *flags))


def train(archive: Path, built: Built, headers: Path, library: Path, scratch: Path) -> None:
    """Link the instrumented parts and run what the compiler learns from.

    A run that fails ends the step: nothing but documented parts of the library is used, and a toolchain without a
    profile, made after a passing trouble, would stay in the build cache and be slow without a reason.
    """
    source = scratch / "trainee.c"
    source.write_text(main_source(built.objects), encoding="utf-8")
    objects = [str(built.objects[name].path) for name in sorted(built.objects)]
    program = str(scratch / "trainee")
    flags = ["-no-pie", *GENERATE, f"-I{headers}", "-o", program]
    libraries = ["-lz", "-lpthread", "-ldl", "-lutil", "-lm"]
    run(["gcc", *flags, str(source), *objects, str(archive), *libraries], "linking the instrumented interpreter")
    forget(archive.parent)
    # One process, one thread, no environment, one hash seed: so that profiles of equal sources hardly differ.
    environment = ["env", "-i", "PYTHONHASHSEED=0", f"PYTHONPATH={library}"]
    main = Path(__file__).resolve().parent / "training/main.py"
    run([*environment, program, "-S", "-B", str(main), str(TIMES)], "running the instrumented interpreter")


def main_source(objects: Mapping[str, ModuleObject]) -> str:
    """Return a main like CPython's, with modules as builtins."""
    inits = {name: module.inits[f"PyInit_{name}"] for name, module in sorted(objects.items())}
    lines: List[str] = ["#include <Python.h>"]
    lines += [f"PyMODINIT_FUNC {init}(void);" for init in inits.values()]
    lines += ["int main(int argc, char **argv) {"]
    lines += [f'    if (PyImport_AppendInittab("{name}", {init}) < 0) return 1;' for name, init in inits.items()]
    lines += ["    return Py_BytesMain(argc, argv);", "}", ""]
    return "\n".join(lines)


def forget(root: Path) -> None:
    """Drop what the programs of the build itself left, several at a time and in no order."""
    for path in root.rglob("*.gcda"):
        path.unlink()

"""Run programs in an instrumented interpreter, so that the compiler knows what is worth its while."""

from pathlib import Path
from typing import List, Mapping, NamedTuple, Sequence, Tuple

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
TRAINING = Path(__file__).resolve().parent / "training"


def is_profiled(request: Request) -> bool:
    """A debug build is for those who look for errors, and is slow by intent."""
    return "d" not in request.abiflags


def part_modules(table: Table) -> Tuple[Tuple[Module, ...], Tuple[Module, ...]]:
    """Part the modules that are trained from the others."""
    trained = tuple(module for module in table.modules if module.name in TRAINED)
    return trained, tuple(module for module in table.modules if module.name not in TRAINED)


class Trainee(NamedTuple):
    """What an instrumented interpreter is linked of, beside the modules that are trained.

    ``library`` is its standard library; nothing but Python files of it is read.
    """

    archive: Path
    objects: Sequence[Path]
    libraries: Sequence[str]
    headers: Sequence[Path]
    library: Path


def learn(request: Request, root: Path, build: Build, table: Table) -> None:
    """Compile with counters, run, and leave the counts where a compilation of the same paths with ``USE`` has them."""
    archive = compile_core(request, root, GENERATE)
    train(build, table, Trainee(archive, (), (), [build.headers / f"python{request.xy}"], root / "Lib"))
    remove_objects(root)


def build_modules(build: Build, table: Table, target: Path, profile: Tuple[str, ...]) -> Built:
    """Compile all modules, those that were trained by their profile."""
    trained, others = part_modules(table)
    built = build_all(with_flags(build, profile), trained, table.libraries, target)
    more = build_all(build, others, table.libraries, target)
    return Built({**built.objects, **more.objects}, {**built.failed, **more.failed})


def with_flags(build: Build, flags: Tuple[str, ...]) -> Build:
    return build._replace(flags=(*build.flags, *flags))


def train(build: Build, table: Table, trainee: Trainee) -> None:
    """Link the instrumented parts and run what the compiler learns from.

    A run that fails ends the step: nothing but documented parts of the library is used, and a toolchain without a
    profile, made after a passing trouble, would stay in the build cache and be slow without a reason.
    """
    scratch = build.scratch.parent / "training"
    trained, _ = part_modules(table)
    built = build_all(with_flags(build, GENERATE), trained, table.libraries, scratch)
    program = link_trainee(trainee, built, scratch)
    forget(build.scratch.parent)
    # One process, one thread, no environment, one hash seed, one stack: equal sources have equal profiles.
    environment = ["env", "-i", "PYTHONHASHSEED=0", f"PYTHONPATH={trainee.library}"]
    argv = [*environment, str(program), "-S", "-B", str(TRAINING / "main.py"), str(TIMES)]
    run(argv, "running the instrumented interpreter")


def link_trainee(trainee: Trainee, built: Built, scratch: Path) -> Path:
    table = scratch / "modules.c"
    table.write_text(table_source(built.objects), encoding="utf-8")
    sources = [str(path) for path in (table, *(TRAINING / f"{name}.c" for name in ("counters", "memory", "world")))]
    objects = [str(built.objects[name].path) for name in sorted(built.objects)]
    objects += [str(trainee.archive), *map(str, trainee.objects)]
    program = scratch / "trainee"
    # Not with GENERATE: what allocates and counts is not counted itself.
    flags = ["-no-pie", "-O2", "-fno-builtin-malloc", *(f"-I{folder}" for folder in trainee.headers)]
    libraries = [*trainee.libraries, "-lgcov", "-lz", "-lpthread", "-ldl", "-lutil", "-lm"]
    run(["gcc", *flags, "-o", str(program), *sources, *objects, *libraries], "linking the instrumented interpreter")
    return program


def table_source(objects: Mapping[str, ModuleObject]) -> str:
    """Return the function of counters.c that makes modules builtins."""
    inits = {name: module.inits[f"PyInit_{name}"] for name, module in sorted(objects.items())}
    lines: List[str] = ["#include <Python.h>"]
    lines += [f"PyMODINIT_FUNC {init}(void);" for init in inits.values()]
    lines += ["int append_modules(void) {"]
    lines += [f'    if (PyImport_AppendInittab("{name}", {init}) < 0) return -1;' for name, init in inits.items()]
    lines += ["    return 0;", "}", ""]
    return "\n".join(lines)


def forget(root: Path) -> None:
    """Drop what the programs of the build itself left, several at a time and in no order."""
    for path in root.rglob("*.gcda"):
        path.unlink()

"""Compile C modules, each to one relocatable object that shows nothing but its init functions."""

import os
import re
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Dict, List, Mapping, NamedTuple, Sequence, Tuple

from commands import StepError, fail, run
from table import Library, Module

# No PIC: libpythonX.Y.a is not PIC either, and python.km is ET_EXEC. The other flags are the archive's.
FLAGS = (
    *("-std=c11", "-fwrapv", "-fno-strict-overflow", "-fvisibility=hidden", "-fstack-protector-strong"),
    *("-fno-pic", "-fno-pie", "-D_FORTIFY_SOURCE=2", "-w", "-Werror=implicit-function-declaration"),
)
RELEASE = ("-O2", "-DNDEBUG")

# A compiler that refuses a source names the line, and a linker the symbol. All else that they say (a full disk, too
# little memory) may pass.
REFUSED = re.compile(r"^\S+\.[ch]:\d+:.*\berror:|: (undefined reference to|multiple definition of) ", re.MULTILINE)
FULL = "No space left on device"


class Build(NamedTuple):
    """Where a compilation reads and writes; the folders are fixed, since __FILE__ ends up in the objects.

    ``flags`` are those in which one build of an interpreter differs from another.
    """

    modules: Path
    headers: Path
    python: str
    scratch: Path
    flags: Tuple[str, ...] = RELEASE


class ModuleObject(NamedTuple):
    """A module's object, and for each PyInit symbol of the module what it is called there."""

    path: Path
    inits: Mapping[str, str]


class Built(NamedTuple):
    objects: Mapping[str, ModuleObject]
    failed: Mapping[str, StepError]


def build_all(build: Build, modules: Sequence[Module], libraries: Mapping[str, Library], target: Path) -> Built:
    """Compile all modules on all cores; a module whose source is refused is reported and does not stop the others.

    Any other failure stops the step: the build cache would keep a toolchain without the module.
    """
    target.mkdir(parents=True, exist_ok=True)
    objects: Dict[str, ModuleObject] = {}
    failed: Dict[str, StepError] = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        compiled = {module.name: start(pool, build, module, libraries) for module in modules}
        for name in sorted(compiled):
            try:
                parts = [part.result() for part in compiled[name]]
                objects[name] = isolate(name, parts, target / f"{name}.o", build.scratch)
            except StepError as error:
                if may_pass(error.details):
                    raise
                failed[name] = error
    return Built(objects, failed)


def may_pass(words: str) -> bool:
    """Whether a failing program's words tell of the machine, not of the source."""
    return words != "" and (FULL in words or REFUSED.search(words) is None)


def start(
    pool: ThreadPoolExecutor, build: Build, module: Module, libraries: Mapping[str, Library]
) -> "List[Future[Path]]":
    return [pool.submit(compile_source, build, module, source, libraries) for source in find_sources(build, module)]


def find_sources(build: Build, module: Module) -> List[Path]:
    """Return a module's source files in the table's order; a pattern gives its files sorted."""
    sources: List[Path] = []
    for pattern in module.sources:
        found = sorted(build.modules.glob(pattern))
        if not found:
            fail(f"{module.name}: the source has no Modules/{pattern}")
        sources.extend(found)
    return sources


def compile_source(build: Build, module: Module, source: Path, libraries: Mapping[str, Library]) -> Path:
    target = build.scratch / module.name / f"{source.relative_to(build.modules).as_posix().replace('/', '-')}.o"
    target.parent.mkdir(parents=True, exist_ok=True)
    python = build.headers / f"python{build.python}"
    include = [python, python / "internal", build.headers, build.modules]
    include += [build.modules / folder for folder in module.include]
    include += [Path(folder) for name in module.libraries for folder in libraries[name].include]
    defines = module.defines if module.public_api else ("Py_BUILD_CORE_BUILTIN", *module.defines)
    # Nothing runs CPython's own tests for speed, and they are a third of all compile time.
    level = ("-O0",) if module.test else ()
    options = module.options.get(source.relative_to(build.modules).as_posix(), ())
    argv = ["gcc", *FLAGS, *build.flags, *level, *options]
    argv += [*(f"-I{folder}" for folder in include), *(f"-D{define}" for define in defines)]
    run([*argv, "-c", "-o", str(target), str(source)], f"compiling {module.name}")
    return target


def isolate(name: str, parts: Sequence[Path], target: Path, scratch: Path) -> ModuleObject:
    """Join a module's objects and hide all but its init functions, under names that no other module has."""
    joined = scratch / name / "joined.o"
    run(["ld", "-r", "-o", str(joined), *map(str, parts)], f"joining the objects of {name}")
    inits = {init: f"{init}__cpython_{name}" for init in init_functions(joined)}
    if f"PyInit_{name}" not in inits:
        fail(f"{name}: its sources define no PyInit_{name}")
    rename = [f"--redefine-sym={old}={new}" for old, new in inits.items()]
    keep = [f"--keep-global-symbol={new}" for new in inits.values()]
    run(["objcopy", *rename, *keep, str(joined), str(target)], f"isolating {name}")
    return ModuleObject(target, inits)


def init_functions(path: Path) -> List[str]:
    rows = run(["nm", "--defined-only", "--extern-only", "--format=posix", str(path)], f"reading {path}").splitlines()
    cells = (row.split() for row in rows)
    return sorted(cell[0] for cell in cells if cell[1] == "T" and cell[0].startswith(("PyInit_", "PyInitU_")))


def build_core(build: Build, modules: Sequence[Module], target: Path) -> Tuple[Path, ...]:
    """Compile what the archive's builtins need and the archive lacks."""
    target.mkdir(parents=True, exist_ok=True)
    objects: List[Path] = []
    for module in modules:
        for source in find_sources(build, module):
            compiled = compile_source(build, module, source, {})
            objects.append(compiled.replace(target / f"{source.stem}.o"))
    return tuple(objects)

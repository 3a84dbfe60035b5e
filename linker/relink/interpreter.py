"""The interpreter that runs the build: one of the image's X.Y.Z and SOABI that loads shared objects.

Where the distribution has it, its own. Else it is linked of the toolchain's objects, with the C modules of the standard
library as builtins.
"""

import json
import pprint
from pathlib import Path
from typing import Any, Mapping

from relink_request import Request
from steps import run

TOOLCHAIN = Path("/toolchain")
COMPILE = ("gcc", "-O1", "-w", "-fno-pic", "-no-pie")
# What upstream's build has of options that extensions are compiled with.
OPTIONS = "-Wsign-compare -DNDEBUG -g -fwrapv -O3 -Wall"


def find(request: Request, build: Path) -> str:
    """Return the path of the interpreter, whose headers are the toolchain's: of one X.Y and kind every build loads what
    another's compiled."""
    python = Path(f"/usr/bin/python{request.short}")
    if python.exists() and request.abiflags == "":
        link_headers(request.short)
        return str(python)
    description = json.loads((TOOLCHAIN / "toolchain.json").read_text(encoding="utf-8"))
    return str(link(request, description, build / "python"))


def link_headers(short: str) -> None:
    for folder in (f"python{short}", f"x86_64-linux-gnu/python{short}"):
        target = Path("/usr/include") / folder
        source = TOOLCHAIN / "include" / folder
        if source.is_dir() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(source)


def link(request: Request, description: Mapping[str, Any], prefix: Path) -> Path:
    """Link it below a prefix of its own: it finds its library from where it lies."""
    name = library_name(description)
    library = TOOLCHAIN / description["home"] / "lib" / name
    (prefix / "bin").mkdir(parents=True)
    (prefix / "lib").mkdir()
    (prefix / "include").mkdir()
    (prefix / "lib" / name).symlink_to(library)
    (prefix / "include" / f"python{request.short}").symlink_to(TOOLCHAIN / "include" / f"python{request.short}")
    # Without it, each start says that it is missed.
    (library / "lib-dynload").mkdir(exist_ok=True)
    write_sysconfig(request, description, library, prefix)
    modules = {name: row["inits"][f"PyInit_{name}"] for name, row in description["modules"].items()}
    table = prefix / "modules.c"
    table.write_text(table_source(modules), encoding="utf-8")
    program = prefix / "bin" / f"python{request.short}"
    headers = [f"-I{TOOLCHAIN / 'include' / f'python{request.short}'}", f"-I{TOOLCHAIN / 'include'}"]
    objects = [str(TOOLCHAIN / row["object"]) for _, row in sorted(description["modules"].items())]
    core = description["core"]
    archives = [str(TOOLCHAIN / row["archive"]) for _, row in sorted(description["libraries"].items())]
    # A C module that is loaded brings the libraries that it was compiled against: these are for nobody else.
    hidden = ["-Wl,--exclude-libs," + ":".join(Path(path).name for path in archives)]
    argv = [*COMPILE, "-rdynamic", *hidden, *headers, "-o", str(program), str(table), *objects]
    argv += ["-Wl,--whole-archive", str(TOOLCHAIN / core["archive"]), "-Wl,--no-whole-archive"]
    argv += [*(str(TOOLCHAIN / path) for path in core["objects"])]
    argv += ["-Wl,--start-group", *archives, "-Wl,--end-group", "-lm", "-ldl", "-lpthread", "-lutil"]
    run(argv, "linking the interpreter of the build")
    return program


def library_name(description: Mapping[str, Any]) -> str:
    python = description["python"]
    short = ".".join(python["version"].split(".")[:2])
    return f"python{short}{'t' if 't' in python['abiflags'] else ''}"


def table_source(modules: Mapping[str, str]) -> str:
    """Return the program: an ordinary python whose builtins have the given modules too."""
    lines = ["#include <Python.h>", *(f"PyMODINIT_FUNC {init}(void);" for _, init in sorted(modules.items()))]
    lines += ["int main(int argc, char **argv) {"]
    lines += [f'    PyImport_AppendInittab("{name}", {init});' for name, init in sorted(modules.items())]
    lines += ["    return Py_BytesMain(argc, argv);", "}", ""]
    return "\n".join(lines)


def write_sysconfig(request: Request, description: Mapping[str, Any], library: Path, prefix: Path) -> None:
    """Say what build systems ask sysconfig for: the toolchain's library has the part alone that programs ask for."""
    for path in sorted(library.glob("_sysconfigdata_*.py")):
        found: dict[str, Any] = {}
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), found)
        variables = {**compiler_variables(request, description, prefix), **found["build_time_vars"]}
        path.write_text(f"build_time_vars = {pprint.pformat(variables)}\n", encoding="utf-8")


def compiler_variables(request: Request, description: Mapping[str, Any], prefix: Path) -> Mapping[str, Any]:
    abiflags = description["python"]["abiflags"]
    headers = str(prefix / "include" / f"python{request.short}")
    return {
        "AR": "ar",
        "ARFLAGS": "rcs",
        "BASECFLAGS": "",
        "BINDIR": str(prefix / "bin"),
        "BLDSHARED": "gcc -shared",
        "CC": "gcc",
        "CCSHARED": "-fPIC",
        "CFLAGS": OPTIONS,
        "CONFINCLUDEPY": headers,
        "CXX": "g++",
        "EXE": "",
        "EXT_SUFFIX": f".{request.soabi}.so",
        "INCLUDEPY": headers,
        "LDCXXSHARED": "g++ -shared",
        "LDFLAGS": "",
        "LDSHARED": "gcc -shared",
        "LDVERSION": f"{request.short}{abiflags}",
        "LIBDIR": str(prefix / "lib"),
        "LIBPL": str(prefix / "lib"),
        "OPT": OPTIONS,
        "PY_CFLAGS": OPTIONS,
        "Py_DEBUG": int("d" in abiflags),
        "Py_ENABLE_SHARED": 0,
        "Py_GIL_DISABLED": int("t" in abiflags),
        "SHLIB_SUFFIX": ".so",
        "SIZEOF_VOID_P": 8,
        "SOABI": request.soabi,
        "VERSION": request.short,
        "abiflags": abiflags,
        "py_version_short": request.short,
    }

"""What cpython.sh is asked for: the traits of the source image's interpreter."""

import re
from typing import Any, Mapping, NamedTuple, Sequence

from commands import StepError


class Request(NamedTuple):
    """An interpreter that was built from python.org's source; ``thread_stack_size`` is in bytes, 0 the C library's."""

    version: str
    prefix: str
    platlibdir: str
    multiarch: str
    abiflags: str
    soabi: str
    thread_stack_size: int

    @property
    def xy(self) -> str:
        return ".".join(self.version.split(".")[:2])

    @property
    def library(self) -> str:
        """The standard library's folder below the prefix; free threading has a name of its own."""
        return f"{self.platlibdir}/python{self.xy}{'t' if 't' in self.abiflags else ''}"

    @property
    def sysconfig_data(self) -> str:
        """The file of sysconfig's data, in the standard library's folder."""
        return f"_sysconfigdata_{self.abiflags}_linux_{self.multiarch}.py"

    def origin(self) -> Mapping[str, Any]:
        """Return the origin as link.json and toolchain.json write it."""
        return {
            "kind": "cpython",
            "prefix": self.prefix,
            "platlibdir": self.platlibdir,
            "multiarch": self.multiarch,
            "thread_stack_size": self.thread_stack_size,
        }


PATTERNS: Mapping[str, str] = {
    "version": r"3\.\d+\.\d+",
    # make and the compiler get it as a word of a shell, and it is a folder of the toolchain.
    "prefix": r"(/(?!\.\.?(/|$))[A-Za-z0-9._+-]+)+",
    "platlibdir": r"[A-Za-z0-9_]+",
    "multiarch": r"[A-Za-z0-9_-]*",
    "abiflags": r"t?d?",
    "thread_stack_size": r"0|[1-9][0-9]{3,9}",
}


def parse_request(arguments: Sequence[str]) -> Request:
    """Check the command line; the words come from an image and are not trusted."""
    words = dict(zip(Request._fields, arguments))
    for name, pattern in PATTERNS.items():
        if re.fullmatch(pattern, words[name]) is None:
            refuse(f"its {name.replace('_', ' ')} is {words[name]!r}")
    version, prefix, platlibdir, multiarch, abiflags, soabi, size = arguments
    request = Request(version, prefix, platlibdir, multiarch, abiflags, soabi, int(size))
    tag = f"cpython-{request.xy.replace('.', '')}{request.abiflags}"
    if re.fullmatch(rf"{re.escape(tag)}(-[A-Za-z0-9_-]+)?", request.soabi) is None:
        refuse(f"its SOABI is {request.soabi!r}, where python {request.version} has {tag} and a platform")
    if request.platlibdir != "lib" and request.xy == "3.8":
        refuse(f"its library is in {request.platlibdir!r}, where an unpatched python 3.8 has lib")
    if "t" in request.abiflags and int(request.xy.split(".")[1]) < 13:
        refuse(f"it says that it is free-threaded, which python {request.xy} never is")
    return request


def refuse(reason: str) -> None:
    raise StepError(
        "toolchain-not-found",
        f"no build of CPython's source can stand for the image's interpreter: {reason}; use LINK dynamic",
    )

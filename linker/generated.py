"""The sources that are generated for each python.km."""

from typing import Iterable, List, Sequence, Tuple

from description import LinkedModule


def record_rows(modules: Iterable[LinkedModule]) -> Sequence[Tuple[str, str, str]]:
    """Return (id, symbol, address) of every init function, sorted as dl.c's binary search needs them."""
    return sorted((f"cpython:{module.name}", asked, symbol) for module in modules for asked, symbol in module.inits)


def records_source(name: str, modules: Iterable[LinkedModule]) -> str:
    """Return records.c: what dlopen and dlsym answer for placeholders."""
    rows = record_rows(modules)
    lines: List[str] = ['#include "km.h"', "", f'const char km_name[] = "{name}";', ""]
    lines += [f"extern char {symbol}[];" for _, _, symbol in rows]
    lines += ["", "const struct km_record km_records[] = {"]
    lines += [f'    {{"{identity}", "{asked}", {symbol}}},' for identity, asked, symbol in rows]
    # C has no empty array; the count leaves the last row out.
    lines += ["    {NULL, NULL, NULL},", "};", f"const size_t km_record_count = {len(rows)};", ""]
    return "\n".join(lines)


# What OpenSSL answers with paths below the folder that it was built for: the area itself, and files and folders of it.
OPENSSL_PATHS = (
    ("X509_get_default_cert_area", ""),
    ("X509_get_default_cert_dir", "/certs"),
    ("X509_get_default_cert_file", "/cert.pem"),
    ("X509_get_default_private_dir", "/private"),
)


def openssl_source(folder: str) -> str:
    """Return openssl.c: the image's own paths; the linker lets them stand for those of the toolchain's OpenSSL."""
    return "".join(f'const char *__wrap_{name}(void) {{ return "{folder}{path}"; }}\n' for name, path in OPENSSL_PATHS)


def exports_source(names: Sequence[str]) -> str:
    """Return exports.s: what dlsym answers for the program itself.

    Assembly, because C would check every name against its own idea of its type. Each name is a reference that links
    its part of libc: ctypes.CDLL(None) has them all in the source image.
    """
    lines: List[str] = ['\t.section .rodata.km,"a"']
    lines += [f'.Ln{index}:\t.asciz "{name}"' for index, name in enumerate(names)]
    lines += ['\t.section .data.rel.ro,"aw"', "\t.balign 8", "\t.globl km_exports", "km_exports:"]
    lines += [f"\t.quad .Ln{index}, {name}" for index, name in enumerate(names)]
    lines += ["\t.globl km_export_count", f"km_export_count:\t.quad {len(names)}"]
    lines += ['\t.section .note.GNU-stack,"",@progbits', ""]
    return "\n".join(lines)

"""The sources that are generated for each python.km."""

from typing import Iterable, List, NamedTuple, Optional, Sequence, Tuple

from description import LinkedModule
from gate import Linked
from manifest import OpenSSL
from relinked import Plugin


class Others(NamedTuple):
    """What is linked beside the standard library's modules, and has records."""

    linked: Sequence[Linked] = ()
    plugins: Sequence[Plugin] = ()


def record_rows(modules: Iterable[LinkedModule], others: Others) -> Sequence[Tuple[str, str, str]]:
    """Return (id, symbol, address) of every init function and of what plug-ins show, sorted as dl.c's binary search
    needs them."""
    standard = [(f"cpython:{module.name}", asked, symbol) for module in modules for asked, symbol in module.inits]
    linked = [(row.record.id, row.record.init, row.symbol) for row in others.linked]
    loaded = [(f"plugin:{row.name}", asked, symbol) for row in others.plugins for asked, symbol in row.symbols.items()]
    return sorted([*standard, *linked, *loaded])


def records_source(name: str, modules: Iterable[LinkedModule], others: Others) -> str:
    """Return records.c: what dlopen and dlsym answer for placeholders."""
    rows = record_rows(modules, others)
    lines: List[str] = ['#include "km.h"', "", f'const char km_name[] = "{name}";', ""]
    lines += [f"extern char {symbol}[];" for symbol in dict.fromkeys(symbol for _, _, symbol in rows)]
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


# From 3.0 on, a peer that closes without a word is an error. Python sets the option that makes it none, but only since
# 3.10; a program that ran with an older OpenSSL never saw the error.
FORGIVING = """#include <openssl/ssl.h>
SSL_CTX *__real_SSL_CTX_new(const SSL_METHOD *method);
SSL_CTX *__wrap_SSL_CTX_new(const SSL_METHOD *method) {
    SSL_CTX *context = __real_SSL_CTX_new(method);
#ifdef SSL_OP_IGNORE_UNEXPECTED_EOF
    if (context != NULL) SSL_CTX_set_options(context, SSL_OP_IGNORE_UNEXPECTED_EOF);
#endif
    return context;
}
"""


class OpenSSLSource(NamedTuple):
    """openssl.c, and the functions of the toolchain's OpenSSL that it stands for."""

    text: str
    wrapped: Tuple[str, ...]


def openssl_source(openssl: Optional[OpenSSL], modules: Iterable[LinkedModule]) -> OpenSSLSource:
    """Return what makes the toolchain's OpenSSL behave as the image's own."""
    if openssl is None:
        return OpenSSLSource("", ())
    names = [name for name, _ in OPENSSL_PATHS]
    text = "".join(
        f'const char *__wrap_{name}(void) {{ return "{openssl.folder}{path}"; }}\n' for name, path in OPENSSL_PATHS
    )
    if openssl.major in (1, 2) and any(module.name == "_ssl" for module in modules):
        return OpenSSLSource(text + FORGIVING, (*names, "SSL_CTX_new"))
    return OpenSSLSource(text, tuple(names))


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

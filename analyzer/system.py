"""What a process needs beside Python: files that libc, OpenSSL and the like open by fixed names."""

from typing import Dict, Iterator, List, NamedTuple, Set

from image import Image, join
from users import User

FILES = (
    ("/etc/passwd", "users"),
    ("/etc/group", "users"),
    ("/etc/nsswitch.conf", "name lookup"),
    ("/etc/host.conf", "name lookup"),
    ("/etc/gai.conf", "name lookup"),
    ("/etc/networks", "name lookup"),
    ("/etc/protocols", "name lookup"),
    ("/etc/services", "name lookup"),
    ("/etc/os-release", "the platform's name"),
    ("/usr/lib/os-release", "the platform's name"),
    ("/etc/debian_version", "the platform's name"),
    ("/etc/lsb-release", "the platform's name"),
    ("/etc/alpine-release", "the platform's name"),
    ("/etc/redhat-release", "the platform's name"),
    ("/etc/fedora-release", "the platform's name"),
    ("/etc/system-release", "the platform's name"),
    ("/etc/mime.types", "media types"),
    ("/usr/share/locale/locale.alias", "locales"),
    ("/etc/localtime", "time zones"),
    ("/etc/timezone", "time zones"),
)
TREES = (
    ("/usr/share/zoneinfo", "time zones"),
    ("/usr/lib/zoneinfo", "time zones"),
    ("/usr/share/lib/zoneinfo", "time zones"),
    ("/etc/zoneinfo", "time zones"),
    ("/etc/ssl/certs", "certificates"),
    ("/etc/ssl/openssl.cnf", "OpenSSL's configuration"),
    ("/etc/ssl/openssl.cnf.d", "OpenSSL's configuration"),
    ("/etc/ssl1.1", "OpenSSL's configuration"),
    ("/etc/crypto-policies", "OpenSSL's configuration"),
    ("/etc/ssl/cert.pem", "certificates"),
    ("/etc/pki/tls", "certificates"),
    ("/etc/pki/ca-trust/extracted", "certificates"),
    ("/etc/ca-certificates/extracted", "certificates"),
    ("/usr/lib/ssl", "OpenSSL's folder"),
    ("/usr/local/ssl", "OpenSSL's folder"),
    ("/usr/lib/locale/C.utf8", "the locale C.UTF-8"),
    ("/usr/lib/locale/C.UTF-8", "the locale C.UTF-8"),
)
# Below the prefix of an interpreter that brings its own libraries.
PREFIX_TREES = (
    ("ssl", "OpenSSL's folder"),
    ("etc/ssl", "OpenSSL's folder"),
    ("share/zoneinfo", "time zones"),
)
OPENSSL_FOLDERS = ("/etc/pki/tls", "/etc/ssl", "/etc/ssl1.1", "/usr/lib/ssl", "/usr/local/ssl")
# Keys are the host's secrets; misc holds tools for making certificates.
WITHOUT = ("misc", "private")
TERMINFO = ("/lib/terminfo", "/etc/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo")
TERMINAL_MODULES = frozenset(("readline", "_curses", "_curses_panel"))
EMPTY_FOLDERS = ("/tmp", "/var/tmp", "/run", "/var/run", "/run/lock", "/var/lock", "/var/log", "/var/cache", "/var/lib")
# /bin and its like may be links into /usr: a path that goes through one must keep working.
TOP_LINKS = ("/bin", "/lib", "/lib32", "/lib64", "/libx32", "/sbin")
# Environment variables by which libraries find files of this kind.
VARIABLES = (
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "OPENSSL_CONF",
    "TZDIR",
    "PYTHONTZPATH",
    "LOCPATH",
    "MUSL_LOCPATH",
    "TERMINFO",
    "HOSTALIASES",
    "KRB5_CONFIG",
)
LOCALE = ("LC_ALL", "LC_CTYPE", "LANG", "LC_COLLATE", "LC_MESSAGES", "LC_MONETARY", "LC_NUMERIC", "LC_TIME")
# glibc's converters between character sets. The C library has UTF-8 and ASCII itself.
CONVERTERS = ("/usr/lib/x86_64-linux-gnu/gconv", "/usr/lib64/gconv", "/usr/lib/gconv")
BUILT_IN = ("", "utf8", "usascii", "ascii", "ansix341968")


class Need(NamedTuple):
    """A path to keep in the runtime layer; ``whole`` with what is below it."""

    path: str
    why: str
    whole: bool


def without(openssl: str) -> Set[str]:
    """What is left out of OpenSSL's folders; ``openssl`` is the one that the image's own was built for."""
    folders = OPENSSL_FOLDERS + ((openssl,) if openssl else ())
    return {folder + "/" + name for folder in folders for name in WITHOUT}


def needs(
    image: Image, env: Dict[str, str], user: User, home: str, prefixes: List[str], openssl: str
) -> Iterator[Need]:
    """All but what depends on the modules; what is absent in the source is passed over by the ledger."""
    for path in TOP_LINKS:
        if image.readlink(path) is not None:
            yield Need(path, "a path may go through it", False)
    for path, why in FILES:
        yield Need(path, why, False)
    for path, why in TREES:
        yield Need(path, why, True)
    if openssl:
        yield Need(openssl, "OpenSSL's folder", True)
    for prefix in prefixes:
        for name, why in PREFIX_TREES:
            yield Need(join(prefix, name), why, True)
    for variable in VARIABLES:
        for path in env.get(variable, "").split(":"):
            if path.startswith("/") and path.strip("/"):
                yield Need(path, "%s names it" % variable, True)
    for path in locales(image, env):
        yield Need(path, "the locale of the environment", True)
    for path in EMPTY_FOLDERS:
        if image.is_folder(path):
            yield Need(path, "a folder that processes write to", False)
    if home.startswith("/") and image.is_folder(home):
        yield Need(home, "HOME", False)
    for path in own_folders(image, user):
        yield Need(path, "uid %d owns it" % user.uid, False)


def locales(image: Image, env: Dict[str, str]) -> Iterator[str]:
    """The folders or the archive of the locales that the environment names."""
    for name in sorted({env.get(variable, "") for variable in LOCALE}):
        base, _, charset = name.partition(".")
        if base in ("", "C", "POSIX") or "/" in name:
            continue
        for folder in (name, "%s.%s" % (base, charset.lower().replace("-", ""))):
            yield "/usr/lib/locale/" + folder
        yield "/usr/lib/locale/locale-archive"


def converters(image: Image, env: Dict[str, str]) -> List[str]:
    """The folders of converters, where the environment's locale has a character set that needs one."""
    named = {env.get(variable, "") for variable in LOCALE}
    sets = {charset(image, name) for name in named if name.partition(".")[0] not in ("", "C", "POSIX")}
    return [path for path in CONVERTERS if image.is_folder(path)] if sets.difference(BUILT_IN) else []


def charset(image: Image, locale: str) -> str:
    """de_DE.ISO-8859-15@euro → iso885915. A locale without one has that of its language, which is none
    of the built-in ones; where the image has not the locale, it is not used at all."""
    language, dot, rest = locale.partition("@")[0].partition(".")
    there = image.is_file("/usr/lib/locale/locale-archive") or any(
        name.partition(".")[0].partition("@")[0] == language for name in image.names("/usr/lib/locale")
    )
    plain = "".join(char for char in rest.lower() if char.isalnum())
    return (plain if dot else "of " + language) if there else ""


def own_folders(image: Image, user: User) -> Iterator[str]:
    """Folders that the image made for the program's user to write to, where images make them."""
    if user.uid == 0:
        return
    parents: List[str] = ["/", "/var", "/var/lib", "/var/log", "/var/cache", "/run", "/srv", "/opt", "/mnt"]
    for parent in parents:
        for name in image.names(parent):
            path = parent.rstrip("/") + "/" + name
            status = None if image.is_hidden(path) or image.readlink(path) else image.lstat(path)
            if status is not None and status.st_uid == user.uid and image.is_folder(path):
                yield path

"""What functions of the standard library give, of those that names and paths are made with."""

import itertools
from typing import Callable, Dict, Iterable, Iterator, List

from reach.arguments import chosen, first, same
from reach.references import attribute_of, name_of
from reach.values import (
    FOLDER_OF,
    HOLE,
    IMPORT_FOLDERS,
    MOST_MEMBERS,
    MOST_VALUES,
    PACKAGE,
    PREFIX,
    UNKNOWN,
    Call,
    Reference,
    Table,
    Value,
    Values,
    folder,
    is_members,
    join,
    members_of,
    text_of,
)


def as_text(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return tuple(text_of(value) for value in positional[0]) if positional else ("",)


def collected(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return tuple(members_of(value) for value in positional[0]) if positional else ((),)


def chained(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return (tuple(member for values in positional for value in values for member in members_of(value)),)


def filtered(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return tuple(members_of(value) for value in positional[1]) if len(positional) > 1 else UNKNOWN


def any_member(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    if len(positional) > 1:
        return tuple(value for values in positional for value in values)
    return tuple(member for value in positional[0] for member in members_of(value)) if positional else UNKNOWN


def numbers(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    ends = [values[0] if len(values) == 1 and isinstance(values[0], int) else None for values in positional]
    known = [end for end in ends if end is not None]
    if not known or len(known) != len(ends) or len(known) > 3 or (len(known) == 3 and known[2] == 0):
        return ((HOLE,),)
    found = range(*known)
    return (tuple(found) if len(found) <= MOST_VALUES else (HOLE,),)


def counted(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    members = [member for value in same(positional, keywords) for member in members_of(value)]
    return (tuple((position, member) for position, member in enumerate(members)),)


def zipped(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    columns = [[member for value in values for member in members_of(value)] for values in positional]
    return (tuple(zip(*columns)),)


def table_of(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    items = [(name, value) for name, values in keywords.items() for value in values]
    for value in positional[0] if positional else ():
        if isinstance(value, Table):
            items.extend(value.items)
        else:
            items.extend((m[0], m[1]) if is_members(m) and len(m) == 2 else (HOLE, HOLE) for m in members_of(value))
    return (Table(tuple(items[: MOST_MEMBERS * 2])),)


def table_of_keys(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    values = positional[1] if len(positional) > 1 else (None,)
    keys = [member for value in same(positional, keywords) for member in members_of(value)]
    return (Table(tuple((key, value) for key in keys for value in values)[:MOST_MEMBERS]),)


def with_default(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    """Of the environment: what it holds, or the default."""
    home = positional and positional[0] == ("HOME",)
    default = first(positional, keywords, 1, "default")
    return ("~",) + default if home else default + UNKNOWN


def attribute_by_name(positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    names = positional[1] if len(positional) > 1 else UNKNOWN
    for value, name in itertools.product(positional[0] if positional else UNKNOWN, names):
        if isinstance(value, Reference) and isinstance(name, str) and name.isidentifier():
            yield attribute_of(value, name)
        else:
            yield HOLE
    yield from first(positional, keywords, 2)


def joined(positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    for parts in chosen(positional):
        yield join(text_of(part) for part in parts) if parts else "."


def folder_of(positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    for value in same(positional, keywords):
        yield folder(value) if isinstance(value, str) else HOLE


def last_of(positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    for value in same(positional, keywords):
        yield value.rpartition("/")[2] if isinstance(value, str) else HOLE


def split_path(positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    for value in same(positional, keywords):
        yield (folder(value), value.rpartition("/")[2]) if isinstance(value, str) else HOLE


def split_suffix(positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    for value in same(positional, keywords):
        if not isinstance(value, str) or HOLE in value.rpartition("/")[2]:
            yield (HOLE, HOLE)
        else:
            head, dot, tail = value.rpartition(".")
            yield (head, dot + tail) if dot and "/" not in tail else (value, "")


def module_by_name(positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    for value in first(positional, keywords, 0, "name"):
        # Part of a name is enough to say which folder is listed.
        known = isinstance(value, str) and PACKAGE not in value and value.strip(HOLE + ".")
        yield Reference(value) if known else HOLE


def top_module(positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    """``__import__`` gives the topmost one, unless something is taken from it."""
    whole = len(positional) > 3 or "fromlist" in keywords
    for value in module_by_name(positional, keywords):
        yield value if whole or not isinstance(value, Reference) else Reference(value.name.partition(".")[0])


def package_folder(positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    if not positional and not keywords:
        yield FOLDER_OF + PACKAGE
    for value in first(positional, keywords, 0, "anchor") or keywords.get("package", ()):
        if isinstance(value, Reference):
            yield FOLDER_OF + name_of(value.name)
        else:
            yield FOLDER_OF + value if isinstance(value, str) else HOLE


def package_file(positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    names = first(positional, keywords, 1, "resource_name") or ("",)
    for base, name in itertools.product(package_folder(positional[:1], keywords), names):
        yield join((text_of(base), text_of(name)))


def partial(positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    for value in same(positional, keywords):
        if isinstance(value, Reference):
            yield Call(value.name, tuple(positional[1:]), tuple(sorted(keywords.items())))
        else:
            yield HOLE


def entry_points(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return (Reference("importlib.metadata.entry_points()"),)


def here(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return (".",)


def home(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return ("~",)


def import_folders(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return ((IMPORT_FOLDERS,),)


def import_folder(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return (IMPORT_FOLDERS,)


def scheme_paths(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return (Table(SCHEME),)


def scheme_path(positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    for name in first(positional, keywords, 0, "name"):
        yield dict(SCHEME).get(name, HOLE)


def second(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return positional[1] if len(positional) > 1 else UNKNOWN


# Of sysconfig.
SCHEME = (("purelib", IMPORT_FOLDERS), ("platlib", IMPORT_FOLDERS), ("data", PREFIX))
Function = Callable[[List[Values], Dict[str, Values]], Iterable[Value]]
FUNCTIONS: Dict[str, Function] = {
    "builtins.str": as_text,
    "builtins.list": collected,
    "builtins.tuple": collected,
    "builtins.set": collected,
    "builtins.frozenset": collected,
    "builtins.sorted": collected,
    "builtins.reversed": collected,
    "builtins.iter": collected,
    "builtins.filter": filtered,
    "builtins.next": any_member,
    "builtins.max": any_member,
    "builtins.min": any_member,
    "builtins.staticmethod": same,
    "builtins.classmethod": same,
    "builtins.range": numbers,
    "builtins.enumerate": counted,
    "builtins.zip": zipped,
    "builtins.dict": table_of,
    "builtins.dict.fromkeys": table_of_keys,
    "builtins.getattr": attribute_by_name,
    "builtins.__import__": top_module,
    "collections.OrderedDict": table_of,
    "types.MappingProxyType": same,
    "copy.copy": same,
    "copy.deepcopy": same,
    "itertools.chain": chained,
    "itertools.chain.from_iterable": collected,
    "operator.attrgetter": same,
    "functools.partial": partial,
    "typing.cast": second,
    "sys.intern": same,
    "textwrap.dedent": same,
    "inspect.cleandoc": same,
    "os.environ.get": with_default,
    "os.environ.pop": with_default,
    "os.environ.setdefault": with_default,
    "os.getenv": with_default,
    "os.fspath": same,
    "os.getcwd": here,
    "pathlib.Path.cwd": here,
    "os.fsencode": same,
    "os.fsdecode": same,
    "os.path.abspath": same,
    "os.path.realpath": same,
    "os.path.normpath": same,
    "os.path.expanduser": same,
    "os.path.expandvars": same,
    "os.path.normcase": same,
    "os.path.join": joined,
    "os.path.dirname": folder_of,
    "os.path.basename": last_of,
    "os.path.split": split_path,
    "os.path.splitext": split_suffix,
    "pathlib.Path": joined,
    "pathlib.Path.home": home,
    "site.getsitepackages": import_folders,
    "sysconfig.get_path": scheme_path,
    "sysconfig.get_paths": scheme_paths,
    "distutils.sysconfig.get_python_lib": import_folder,
    "ctypes.util.find_library": same,
    "importlib.import_module": module_by_name,
    "importlib.resources.files": package_folder,
    "importlib.resources.path": package_file,
    "importlib.resources.as_file": same,
    "importlib.metadata.entry_points": entry_points,
    "pkg_resources.resource_filename": package_file,
}

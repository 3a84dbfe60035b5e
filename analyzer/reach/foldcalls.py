"""What calls give, of the functions that names and paths are made with."""

import itertools
from typing import Any, Callable, Dict, Iterable, Iterator, List, Optional, Tuple

from reach.values import (
    BESIDE,
    FOLDER_OF,
    HOLE,
    MOST_MEMBERS,
    MOST_VALUES,
    PACKAGE,
    UNKNOWN,
    Call,
    Reference,
    Table,
    Value,
    Values,
    braces,
    folder,
    is_members,
    is_path,
    join,
    members_of,
    package_above,
    text_of,
)

# Other names of the same functions.
RENAMED = (
    ("importlib_metadata", "importlib.metadata"),
    ("importlib_resources", "importlib.resources"),
    ("importlib.resources.abc", "importlib.resources"),
    ("pathlib.PurePath", "pathlib.Path"),
    ("pathlib.PosixPath", "pathlib.Path"),
    ("pathlib.PurePosixPath", "pathlib.Path"),
    ("posixpath", "os.path"),
    ("six.moves.builtins", "builtins"),
    ("importlib._bootstrap", "importlib"),
    ("ctypes.pydll", "ctypes.cdll"),
    ("ctypes.windll", "ctypes.cdll"),
    ("ctypes.oledll", "ctypes.cdll"),
)


# What every system that we run on has here.
CONSTANTS: Dict[str, Value] = {
    "os.pardir": "..",
    "os.curdir": ".",
    "os.sep": "/",
    "os.path.sep": "/",
    "os.path.pardir": "..",
    "os.extsep": ".",
}


def attribute_of(value: Reference, name: str) -> Value:
    """An attribute of what an import leads to."""
    base = value.name
    if name == "__name__":
        return name_of(base)
    if name == "__path__":
        return (FOLDER_OF + base,)
    if name == "__file__":
        return FOLDER_OF + base + "/" + HOLE
    if base == "__spec__" and name in ("name", "parent", "origin"):
        return {"name": HOLE, "parent": PACKAGE, "origin": BESIDE + "/" + HOLE}[name]
    joined = base + name if base.endswith(".") else "%s.%s" % (base, name)
    for old, new in RENAMED:
        if joined == old or joined.startswith(old + "."):
            joined = new + joined[len(old) :]
    return CONSTANTS.get(joined) or Reference(joined)


def name_of(base: str) -> str:
    """A module's name in folded texts."""
    ups = len(base) - len(base.lstrip("."))
    return base if not ups else PACKAGE * ups + ("." + base[ups:] if base[ups:] else "")


def renamed(name: str) -> str:
    for old, new in RENAMED:
        if name == old or name.startswith(old + "."):
            return new + name[len(old) :]
    return name


def item(value: Value, keys: Values) -> Iterator[Value]:
    """``value[key]`` for each key."""
    if isinstance(value, Table):
        exact = [inner for key, inner in value.items if key in keys and key != HOLE]
        yield from exact if exact and HOLE not in keys else (inner for _, inner in value.items)
        return
    if not is_members(value):
        yield "~" if value == ENVIRONMENT and keys == ("HOME",) else HOLE
        return
    for key in keys:
        if isinstance(key, int) and -len(value) <= key < len(value):
            yield value[key]
        else:
            yield from value


def stem(path: str) -> str:
    name = path.rpartition("/")[2]
    return HOLE if HOLE in name else name.rpartition(".")[0] or name


ENVIRONMENT = Reference("os.environ")
PATH_ATTRIBUTES: Dict[str, Callable[[str], Value]] = {
    "parent": folder,
    "parents": lambda path: tuple(itertools.islice(above(path), 6)),
    "name": lambda path: path.rpartition("/")[2],
    "stem": stem,
}


def above(path: str) -> Iterator[str]:
    while True:
        path = folder(path)
        yield path


Parts = Tuple[List[Values], Dict[str, Values]]


def call(folding: Any, node: Any, scope: Any, depth: int) -> Iterator[Value]:
    """What a call may give."""
    func = node.func
    attribute: Optional[str] = getattr(func, "attr", None)
    if attribute is not None:
        for receiver in folding.values(func.value, scope, depth):
            if isinstance(receiver, Reference):
                target = attribute_of(receiver, attribute)
                yield from of_function(folding, target, node, scope, depth)
            elif attribute in METHODS:
                yield from METHODS[attribute](receiver, *arguments_of(folding, node, scope, depth))
            else:
                yield from of_own(folding, attribute, node, scope, depth)
        return
    for target in folding.values(func, scope, depth):
        if isinstance(target, Reference):
            yield from of_function(folding, target, node, scope, depth)
        else:
            yield from of_own(folding, getattr(func, "id", ""), node, scope, depth)


def arguments_of(folding: Any, node: Any, scope: Any, depth: int) -> Parts:
    positional: List[Values] = []
    for argument in node.args:
        if type(argument).__name__ == "Starred":
            inner = folding.values(argument.value, scope, depth)
            whole = len(inner) == 1 and is_members(inner[0]) and len(inner[0]) <= 16
            positional.extend((member,) for member in (inner[0] if whole else UNKNOWN))
        else:
            positional.append(folding.values(argument, scope, depth))
    keywords: Dict[str, Values] = {}
    for keyword in node.keywords:
        found = folding.values(keyword.value, scope, depth)
        if keyword.arg is not None:
            keywords[keyword.arg] = found
            continue
        for table in found:
            if isinstance(table, Table):
                for key, value in table.items:
                    if isinstance(key, str):
                        keywords[key] = keywords.get(key, ()) + (value,)
    return positional, keywords


def of_function(folding: Any, target: Value, node: Any, scope: Any, depth: int) -> Iterable[Value]:
    """A call of what an import leads to, or of a builtin."""
    name = renamed(target.name) if isinstance(target, Reference) else ""
    compute = FUNCTIONS.get(name)
    if compute is None:
        return UNKNOWN
    return compute(*arguments_of(folding, node, scope, depth))


def of_own(folding: Any, name: str, node: Any, scope: Any, depth: int) -> Iterable[Value]:
    """A call of a function of the file itself: what it returns or yields, whatever it was called with."""
    functions = folding.syntax.functions.get(name, ())
    if not functions or len(functions) > 4:
        return UNKNOWN
    found: List[Value] = []
    for function in functions:
        inner = function.inner
        for returned in inner.returns[:16]:
            found.extend(folding.values(returned, inner, depth))
        members = [value for one in inner.yields[:16] for value in folding.values(one, inner, depth)]
        if members:
            found.append(tuple(members[:MOST_MEMBERS]))
    return found or UNKNOWN


def first(positional: List[Values], keywords: Dict[str, Values], at: int = 0, name: str = "") -> Values:
    if at < len(positional):
        return positional[at]
    return keywords.get(name, ())


def chosen(positional: List[Values]) -> Iterator[Tuple[Value, ...]]:
    return itertools.islice(itertools.product(*positional), MOST_VALUES + 1)


def same(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return positional[0] if positional else UNKNOWN


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
        known = isinstance(value, str) and HOLE not in value and PACKAGE not in value and value
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


def working_folder(positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return UNKNOWN


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
    "typing.cast": lambda positional, _: positional[1] if len(positional) > 1 else UNKNOWN,
    "sys.intern": same,
    "textwrap.dedent": same,
    "inspect.cleandoc": same,
    "os.environ.get": with_default,
    "os.environ.pop": with_default,
    "os.environ.setdefault": with_default,
    "os.getenv": with_default,
    "os.fspath": same,
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
    "pathlib.Path.home": lambda *_: ("~",),
    "pathlib.Path.cwd": working_folder,
    "ctypes.util.find_library": same,
    "importlib.import_module": module_by_name,
    "importlib.resources.files": package_folder,
    "importlib.resources.path": package_file,
    "importlib.resources.as_file": same,
    "importlib.metadata.entry_points": entry_points,
    "pkg_resources.resource_filename": package_file,
}


def textual(change: Callable[[str], Value]) -> "Method":
    def method(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Values:
        return (change(value),) if isinstance(value, str) else UNKNOWN

    return method


def with_words(change: Callable[..., Value], whole: bool = True) -> "Method":
    """A method of texts with constant arguments; ``whole``: a hole in the text leaves nothing known."""

    def method(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
        if not isinstance(value, str) or (whole and HOLE in value):
            yield HOLE
            return
        for words in chosen(positional):
            known = all(isinstance(word, (str, int)) and word != HOLE or word is None for word in words)
            try:
                yield change(value, *words) if known else HOLE
            except (TypeError, ValueError):
                yield HOLE

    return method


def replaced(value: str, old: str, new: str, *rest: int) -> Value:
    """Known parts change; what is not known stays so."""
    return value.replace(old, new, *rest) if old else HOLE


def divided_at_last(value: str, separator: str) -> Value:
    if separator == "." and PACKAGE in value:
        head = package_above(value)
        return (head, separator, value.rpartition(".")[2])
    if is_path(value) and separator == "/":
        return (folder(value), separator, value.rpartition("/")[2])
    return value.rpartition(separator)


def divided_at_first(value: str, separator: str) -> Value:
    if PACKAGE in value:
        return (HOLE, separator, HOLE)
    return value.partition(separator)


def split_text(value: str, separator: Optional[str] = None, most: int = -1) -> Value:
    return (HOLE,) if PACKAGE in value else tuple(value.split(separator, most))


def split_right(value: str, separator: Optional[str] = None, most: int = -1) -> Value:
    if PACKAGE in value:
        return (package_above(value), HOLE) if separator == "." and most == 1 else (HOLE,)
    return tuple(value.rsplit(separator, most))


def stripped(value: str, change: Callable[[str], str]) -> Value:
    return change(value)


def joined_text(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    if not isinstance(value, str):
        yield HOLE
        return
    for members in positional[0] if positional else UNKNOWN:
        yield value.join(text_of(member) for member in members) if is_members(members) else HOLE


def formatted_text(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    if not isinstance(value, str):
        yield HOLE
        return
    names = sorted(keywords)
    choices = itertools.product(*(positional + [keywords[name] for name in names]))
    for chosen_ones in itertools.islice(choices, MOST_VALUES + 1):
        words, named = chosen_ones[: len(positional)], chosen_ones[len(positional) :]
        yield braces(value, words, dict(zip(names, named)))


def joined_path(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    for parts in chosen(positional):
        yield join([text_of(value)] + [text_of(part) for part in parts])


def unchanged(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return (value,)


def with_name(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    for name in same(positional, keywords):
        yield join((folder(value), text_of(name))) if isinstance(value, str) else HOLE


def with_suffix(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    for suffix in same(positional, keywords):
        if isinstance(value, str) and is_path(value):
            yield folder(value) + "/" + stem(value) + text_of(suffix)
        else:
            yield HOLE


def got(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Iterator[Value]:
    """``get``, ``pop`` and ``setdefault`` of a table."""
    if isinstance(value, Table) and positional:
        yield from item(value, positional[0])
        yield from first(positional, keywords, 1, "default")
    elif is_members(value):
        yield from value
    else:
        yield from first(positional, keywords, 1, "default") + UNKNOWN


def pairs(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return (value.items,) if isinstance(value, Table) else UNKNOWN


def inner_values(value: Value, positional: List[Values], keywords: Dict[str, Values]) -> Values:
    return (tuple(inner for _, inner in value.items),) if isinstance(value, Table) else UNKNOWN


Method = Callable[[Value, List[Values], Dict[str, Values]], Iterable[Value]]
METHODS: Dict[str, Method] = {
    "format": formatted_text,
    "join": joined_text,
    "replace": with_words(replaced, False),
    "split": with_words(split_text),
    "rsplit": with_words(split_right),
    "partition": with_words(divided_at_first),
    "rpartition": with_words(divided_at_last, False),
    "splitlines": with_words(lambda value: tuple(value.splitlines())),
    "strip": with_words(lambda value, *words: value.strip(*words), False),
    "lstrip": with_words(lambda value, *words: value.lstrip(*words), False),
    "rstrip": with_words(lambda value, *words: value.rstrip(*words), False),
    "removeprefix": with_words(lambda value, start: value[len(start) :] if value.startswith(start) else value),
    "removesuffix": with_words(lambda value, end: value[: len(value) - len(end)] if value.endswith(end) else value),
    "lower": textual(str.lower),
    "upper": textual(str.upper),
    "title": textual(str.title),
    "capitalize": textual(str.capitalize),
    "encode": unchanged,
    "decode": unchanged,
    "copy": unchanged,
    "resolve": unchanged,
    "absolute": unchanged,
    "expanduser": unchanged,
    "as_posix": unchanged,
    "__str__": unchanged,
    "joinpath": joined_path,
    "with_name": with_name,
    "with_suffix": with_suffix,
    "get": got,
    "pop": got,
    "setdefault": got,
    "items": pairs,
    "keys": lambda value, *_: (members_of(value),),
    "values": inner_values,
    "union": lambda value, positional, _: (members_of(value) + members_of(positional[0][0] if positional else ()),),
}

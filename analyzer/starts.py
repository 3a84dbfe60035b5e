"""The calls of Python source that start other programs: the standard library's ways to do so, and
functions of the application that hand on a parameter to one."""

import ast
from typing import Dict, Iterator, List, NamedTuple, Optional, Set, Tuple

from bindings import Module, Scope, dotted
from constants import HOLE, Reading, Value, as_words, is_constant, values

# What an argument is: a list of words (or a program's name), a shell's text, a program's name before its
# words or before a list of them, a program's name alone, and one that is only asked for.
WORDS, SHELL, SPREAD, LIST, PROGRAM, ASKED = "words", "shell", "spread", "list", "program", "asked"
SH = "/bin/sh"


class Form(NamedTuple):
    """How a function takes a program: at which position or keyword; ``skipped`` words after it are no
    words of its (argv[0])."""

    kind: str
    at: int = 0
    keyword: str = ""
    skipped: int = 0


def forms(module: str, names: str, form: Form) -> Dict[str, Form]:
    return {module + "." + name: form for name in names.split()}


TABLE: Dict[str, Form] = {}
TABLE.update(forms("subprocess", "run call check_call check_output Popen", Form(WORDS, 0, "args")))
TABLE.update(forms("subprocess", "getoutput getstatusoutput", Form(SHELL, 0, "cmd")))
TABLE.update({"os.system": Form(SHELL, 0, "command"), "os.popen": Form(SHELL, 0, "cmd")})
TABLE.update(forms("os", "execl execle execlp execlpe", Form(SPREAD, 0, "file", 1)))
TABLE.update(forms("os", "execv execve execvp execvpe posix_spawn posix_spawnp", Form(LIST, 0, "path", 1)))
TABLE.update(forms("os", "spawnl spawnle spawnlp spawnlpe", Form(SPREAD, 1, "file", 1)))
TABLE.update(forms("os", "spawnv spawnve spawnvp spawnvpe", Form(LIST, 1, "file", 1)))
TABLE.update({"pty.spawn": Form(WORDS, 0, "argv"), "shutil.which": Form(ASKED, 0, "cmd")})
for asynchronous in ("asyncio", "asyncio.subprocess"):
    TABLE[asynchronous + ".create_subprocess_exec"] = Form(SPREAD, 0, "program")
    TABLE[asynchronous + ".create_subprocess_shell"] = Form(SHELL, 0, "cmd")


class Start(NamedTuple):
    """A program that a line of a file starts: its words, of which the first may be a HOLE. ``cwd`` is
    where, or nothing."""

    path: str
    line: int
    words: Tuple[str, ...]
    cwd: str


# A function of the application, by its file and name.
Key = Tuple[str, str]


class Own(NamedTuple):
    """Functions that hand on a parameter, those of them that are methods, and those that are called."""

    forms: Dict[Key, Form]
    methods: Set[Key]
    called: Set[Key]


class Found(NamedTuple):
    """A call that starts a program; ``own`` is the application's function that it calls, if it does, and
    ``loose`` says that only the method's name tells so."""

    call: ast.Call
    scope: Scope
    form: Form
    own: Optional[Key]
    loose: bool


def functions(readings: List[Reading]) -> Own:
    """The application's functions that hand on a parameter to a start, one by way of another too."""
    own = Own({}, set(), set())
    while True:
        before = len(own.forms)
        for reading in readings:
            for found in calls(reading.module, own):
                if not found.loose:
                    note_own(reading.module, found, own)
        if len(own.forms) == before:
            return own


def find(readings: List[Reading], own: Own) -> List[Start]:
    """Every start in some files, in their order. What a function is given by its callers is looked for there."""
    every = [(reading, found) for reading in readings for found in calls(reading.module, own)]
    own.called.update(found.own for _, found in every if found.own is not None)
    return [start for reading, found in every for start in starts(reading, found, own)]


def calls(module: Module, own: Own) -> Iterator[Found]:
    for call, scope in module.calls:
        found = recognise(module, call, scope, own)
        if found is not None:
            yield found
            continue
        for later in called_later(call):
            found = recognise(module, later, scope, own)
            # A class may be handed over to be compared with.
            if found is not None and not found.loose and (later.args or not is_class(module, later.func)):
                yield found


def recognise(module: Module, call: ast.Call, scope: Scope, own: Own) -> Optional[Found]:
    name = canonical(module, call.func, scope)
    if name in TABLE:
        return Found(call, scope, TABLE[name], None, False)
    key, loose = called_own(module, call.func, name, own)
    return Found(call, scope, own.forms[key], key, loose) if key is not None and key in own.forms else None


def called_later(call: ast.Call) -> Iterator[ast.Call]:
    """The calls that a function is asked to make: partial(run, words), Thread(target=run, args=(words,))."""
    for index, node in enumerate(call.args):
        if isinstance(node, (ast.Name, ast.Attribute)):
            yield ast.copy_location(ast.Call(node, call.args[index + 1 :], call.keywords), call)
    for given in call.keywords:
        if isinstance(given.value, (ast.Name, ast.Attribute)):
            words = keyword(call, "args")
            arguments = words.elts if isinstance(words, (ast.Tuple, ast.List)) else []
            yield ast.copy_location(ast.Call(given.value, list(arguments), []), call)


def is_class(module: Module, called: ast.expr) -> bool:
    return dotted(module, called).rpartition(".")[2].istitle()


def canonical(module: Module, called: ast.expr, scope: Scope) -> str:
    """A function's dotted name; of a module that is imported with * too, and by a name of its own."""
    name = dotted(module, called)
    if name or not isinstance(called, ast.Name):
        return name
    binding = scope.find(called.id)
    if binding is not None:
        given = [node for node in binding.values[called.id] if node is not None]
        return next((dotted(module, node) for node in given if dotted(module, node) in TABLE), "")
    return module.imports["*"][: -len("*")] + called.id if "*" in module.imports else ""


def called_own(module: Module, called: ast.expr, name: str, own: Own) -> Tuple[Optional[Key], bool]:
    """The application's function that a call names: of this file, or of one that it imports."""
    if name:
        stem, _, function = name.rpartition(".")
        stem = stem.rpartition(".")[2]
        return next((key for key in own.forms if key[1] == function and stem_of(key[0]) == stem), None), False
    if isinstance(called, ast.Name):
        return (module.path, called.id), False
    if isinstance(called, ast.Attribute):
        if isinstance(called.value, ast.Name) and called.value.id in ("self", "cls"):
            return (module.path, called.attr), False
        return next((key for key in sorted(own.methods) if key[1] == called.attr), None), True
    return None, False


def stem_of(path: str) -> str:
    """The name by which import knows a file."""
    folder, _, name = path.rpartition("/")
    return folder.rpartition("/")[2] if name == "__init__.py" else name.partition(".")[0]


def note_own(module: Module, found: Found, own: Own) -> None:
    """Remember the function around a call that hands on a parameter of its own."""
    node, form = argument(found.call, found.form)
    kind = SHELL if form.kind == WORDS and is_true(keyword(found.call, "shell")) else form.kind
    if isinstance(node, (ast.List, ast.Tuple)) and node.elts and kind in (WORDS, SPREAD):
        node = node.elts[0]
        kind = PROGRAM
        if isinstance(node, ast.Starred):
            node, kind = node.value, WORDS
    scope = handed_on(node, found.scope)
    if scope is None or not isinstance(node, ast.Name):
        return
    key = (module.path, scope.name)
    is_method = scope.parent is not None and scope.parent.is_class and scope.parameters[:1] in (["self"], ["cls"])
    if node.id == scope.rest:
        at, kind = len(scope.parameters), SPREAD if kind == WORDS else kind
    else:
        at, kind = scope.parameters.index(node.id), PROGRAM if kind in (SPREAD, LIST) else kind
    if key not in own.forms:
        own.forms[key] = Form(kind, at - is_method, node.id)
        own.methods.update([key] if is_method else [])


def handed_on(node: Optional[ast.expr], scope: Scope) -> Optional[Scope]:
    """The function whose parameter an expression is."""
    binding = scope.find(node.id) if isinstance(node, ast.Name) else None
    if binding is None or not isinstance(node, ast.Name) or not binding.name:
        return None
    return binding if node.id in binding.parameters + [binding.rest] else None


def argument(call: ast.Call, form: Form) -> Tuple[Optional[ast.expr], Form]:
    """The argument that names the program; one that is spread is a list of words."""
    named = keyword(call, form.keyword)
    if named is not None:
        return named, form
    for index, node in enumerate(call.args[: form.at + 1]):
        if isinstance(node, ast.Starred):
            return (node.value, form._replace(kind=WORDS)) if index == form.at else (None, form)
    return (call.args[form.at] if len(call.args) > form.at else None), form


def keyword(call: ast.Call, name: str) -> Optional[ast.expr]:
    return next((given.value for given in call.keywords if given.arg == name), None)


def is_true(node: Optional[ast.expr]) -> bool:
    return getattr(node, "value", None) is True


def starts(reading: Reading, found: Found, own: Own) -> Iterator[Start]:
    node, form = argument(found.call, found.form)
    scope = handed_on(first_of(node), found.scope)
    is_handed_on = scope is not None and (reading.module.path, scope.name) in own.called
    cwd = [value for value in values(reading, keyword(found.call, "cwd"), found.scope) if isinstance(value, str)]
    where = cwd[0] if len(cwd) == 1 and HOLE not in cwd[0] else ""
    for value in values(reading, node, found.scope) or [HOLE]:
        for words in commands(reading, found, form, value):
            is_open = HOLE in words[0]
            # Its callers say what it is; or it is but asked for, or but looks like such a call.
            if is_open and (is_handed_on or form.kind == ASKED or found.loose):
                continue
            yield Start(reading.module.path, found.call.lineno, words, where)


def first_of(node: Optional[ast.expr]) -> Optional[ast.expr]:
    if isinstance(node, (ast.List, ast.Tuple)) and node.elts:
        node = node.elts[0]
    return node.value if isinstance(node, ast.Starred) else node


def commands(reading: Reading, found: Found, form: Form, value: Value) -> Iterator[Tuple[str, ...]]:
    """The words of the program that a value of the argument starts."""
    call, scope = found.call, found.scope
    text = value if isinstance(value, str) else (value or (HOLE,))[0]
    by = keyword(call, "executable") if form.kind in (WORDS, SHELL) else None
    programs = [HOLE if isinstance(v, tuple) else v for v in values(reading, by, scope)] if by is not None else []
    if form.kind == SHELL or (form.kind == WORDS and is_shell(call, value)):
        yield from ((program, "-c", text) for program in programs or [SH])
    elif form.kind in (PROGRAM, ASKED):
        yield (text,)
    elif form.kind == WORDS:
        words = value if isinstance(value, tuple) else (value,)
        yield from ((program,) + words[1:] for program in programs or [text])
    elif form.kind == SPREAD:
        rest = [argument_words(reading, node, scope) for node in call.args[form.at + 1 :]]
        yield (text,) + tuple(word for words in rest for word in words)[form.skipped :]
    else:
        rest = values(reading, call.args[form.at + 1], scope) if len(call.args) > form.at + 1 else [HOLE]
        yield (text,) + as_words(rest[0] if rest else HOLE)[form.skipped :]


def is_shell(call: ast.Call, value: Value) -> bool:
    """Whether a shell reads it; where only a run says, a text is taken for a shell's."""
    given = keyword(call, "shell")
    return is_true(given) or (given is not None and not is_constant(given) and isinstance(value, str))


def argument_words(reading: Reading, node: ast.expr, scope: Scope) -> Tuple[str, ...]:
    if isinstance(node, ast.Starred):
        return as_words((values(reading, node.value, scope) or [HOLE])[0])
    found = values(reading, node, scope)
    return (found[0] if len(found) == 1 and isinstance(found[0], str) else HOLE,)

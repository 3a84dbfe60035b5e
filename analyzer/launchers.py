"""Programs that load an application by a name that they are given: the reviewed table, and what the
names lead to. Without a row here, a program's working folder and paths in its words are kept all the same."""

import ast
import re
from typing import Dict, Iterator, List, NamedTuple, Optional, Tuple

from image import Image, join
from invocation import Invocation
from trail import Call


class Launcher(NamedTuple):
    """``modules``: options that name a module. ``files``: options that name a file. ``folders``: options
    that name a folder to import from. ``config``: options that name a file of such options, and where one
    is looked for. ``variables``: environment variables in place of ``modules``; ``words``: of the command
    line. ``first``: the first word that is no option names a module. ``defaults``: modules that are tried
    where none is named. ``inside``: how the program's own text names a module."""

    modules: Tuple[str, ...] = ()
    files: Tuple[str, ...] = ()
    folders: Tuple[str, ...] = ()
    config: Tuple[str, ...] = ()
    variables: Tuple[str, ...] = ()
    words: Tuple[str, ...] = ()
    first: bool = False
    defaults: Tuple[str, ...] = ()
    inside: str = ""


DJANGO = Launcher(
    modules=("--settings",),
    folders=("--pythonpath",),
    variables=("DJANGO_SETTINGS_MODULE",),
    inside=r"""DJANGO_SETTINGS_MODULE["']\s*,\s*["']([\w.]+)""",
)
UWSGI = Launcher(
    modules=("-w", "--module", "--wsgi"),
    files=("--wsgi-file", "--file"),
    folders=("--chdir", "--chdir2", "--pythonpath", "--python-path", "--pp", "-H", "--home", "--virtualenv"),
    config=("--ini", "*.ini"),
    variables=("UWSGI_MODULE", "UWSGI_WSGI_FILE"),
)

# By a console script's name, or the module that `python -m` runs.
TABLE: Dict[str, Launcher] = {
    "gunicorn": Launcher(
        modules=("--wsgi-app", "--logger-class"),
        files=("--log-config", "--paste", "--paster"),
        folders=("--chdir", "--pythonpath"),
        config=("-c", "--config", "gunicorn.conf.py"),
        variables=("WSGI_APP",),
        words=("GUNICORN_CMD_ARGS",),
        first=True,
    ),
    "uvicorn": Launcher(
        files=("--log-config", "--env-file"),
        folders=("--app-dir",),
        variables=("UVICORN_APP",),
        first=True,
    ),
    "hypercorn": Launcher(config=("-c", "--config"), first=True),
    "daphne": Launcher(variables=("DJANGO_SETTINGS_MODULE",), first=True),
    "granian": Launcher(folders=("--working-dir",), variables=("GRANIAN_APP",), first=True),
    "waitress-serve": Launcher(modules=("--app",), first=True),
    "waitress": Launcher(modules=("--app",), first=True),
    "flask": Launcher(
        modules=("-A", "--app"),
        files=("-e", "--env-file"),
        variables=("FLASK_APP",),
        defaults=("wsgi", "app"),
    ),
    "fastapi": Launcher(modules=("--app",), files=("dev", "run")),
    "celery": Launcher(
        modules=("-A", "--app", "--config", "--loader"),
        folders=("--workdir",),
        variables=("CELERY_APP", "CELERY_CONFIG_MODULE", "CELERY_LOADER"),
    ),
    "rq": Launcher(modules=("-c", "--config", "-w", "--worker-class"), folders=("-P", "--path")),
    "dramatiq": Launcher(folders=("-P", "--path"), first=True),
    "huey_consumer": Launcher(first=True),
    "huey_consumer.py": Launcher(first=True),
    "arq": Launcher(first=True),
    "streamlit": Launcher(files=("run",)),
    "manage.py": DJANGO,
    "django-admin": DJANGO,
    "django": DJANGO,
    "uwsgi": UWSGI,
    "pyuwsgi": UWSGI,
}
MODULE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$")


class Named(NamedTuple):
    """A module or file that a launcher loads: the folder to import from and the module's own path in it."""

    folder: str
    path: str
    why: str


class Told(NamedTuple):
    """What a launcher was told: modules by name, files, and folders."""

    modules: List[str]
    files: List[str]
    folders: List[str]


def find(image: Image, call: Call, run: Invocation) -> Iterator[Named]:
    """What one start of the interpreter loads by name, where it is a launcher."""
    name = run.target if run.form == "module" else run.target.rpartition("/")[2] if run.form == "file" else ""
    launcher = TABLE.get(name)
    if launcher is None:
        return
    told = listen(image, launcher, call, run)
    folders = [join(call.cwd, folder) for folder in told.folders] + [call.cwd]
    folders += [join(call.cwd, path) for path in call.env.get("PYTHONPATH", "").split(":") if path]
    for module in told.modules or launcher.defaults:
        found = module_path(image, folders, module)
        if found is not None:
            yield Named(found[0], found[1], "%s loads %s" % (name, module))
    for path in told.files:
        whole = join(call.cwd, path)
        if image.is_file(whole):
            yield Named(whole.rpartition("/")[0] or "/", whole, "%s reads it" % name)


def listen(image: Image, launcher: Launcher, call: Call, run: Invocation) -> Told:
    """The names in the words, the environment, the configuration and the program's own text."""
    told = Told([], [], [])
    words = [word for variable in launcher.words for word in call.env.get(variable, "").split()] + run.rest
    hear(launcher, told, words)
    told.modules.extend(call.env[variable] for variable in launcher.variables if call.env.get(variable))
    cwd = join(call.cwd, told.folders[0]) if told.folders else call.cwd
    for path in configurations(launcher, words):
        text = image.read_text(join(cwd, path))
        if text is not None:
            told.files.append(path)
            settings = python_settings(text) if path.endswith(".py") else list(ini_settings(text))
            hear(launcher, told, [part for key, value in settings for part in (key, value)])
    if launcher.inside and run.form == "file":
        told.modules.extend(re.findall(launcher.inside, image.read_text(join(call.cwd, run.target)) or ""))
    return told._replace(modules=[name for name in (module_name(word) for word in told.modules) if name])


def hear(launcher: Launcher, told: Told, words: List[str]) -> None:
    """Sort the words by the options before them."""
    first = launcher.first
    for index, word in enumerate(words):
        option, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if not equals:
            value = words[index + 1] if index + 1 < len(words) else ""
            if re.match(r"-[A-Za-z][^-]", word):
                # A short option's value may follow at once.
                option, value = word[:2], word[2:]
        if option in launcher.modules:
            told.modules.append(value)
        elif option in launcher.files:
            told.files.append(value)
        elif option in launcher.folders:
            told.folders.append(value)
        elif first and not word.startswith("-") and ":" in word and module_name(word):
            told.modules.append(word)
            first = False
    if first:
        # Without a colon only the last word may be the module: values of options stand before it.
        told.modules.extend(word for word in words[-1:] if not word.startswith("-") and module_name(word))


def configurations(launcher: Launcher, words: List[str]) -> Iterator[str]:
    options = [name for name in launcher.config if name.startswith("-")]
    for index, word in enumerate(words):
        option, equals, value = word.partition("=")
        if option in options:
            value = value if equals else "".join(words[index + 1 : index + 2])
            yield value[len("file:") :] if value.startswith("file:") else value
        elif "*.ini" in launcher.config and word.endswith(".ini") and not equals:
            yield word
    yield from (name for name in launcher.config if name[0] not in "-*")


def python_settings(text: str) -> List[Tuple[str, str]]:
    """Plain texts that a Python file assigns at its top, as options."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError):
        return []
    found: List[Tuple[str, str]] = []
    for node in body:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        value = literal(node.value) if isinstance(node, ast.Assign) else None
        if isinstance(target, ast.Name) and value is not None:
            found.append(("--" + target.id.replace("_", "-"), value))
    return found


def literal(node: ast.expr) -> Optional[str]:
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None
    return value if isinstance(value, str) else None


def ini_settings(text: str) -> Iterator[Tuple[str, str]]:
    """`key = value` lines as options, whatever their section."""
    for line in text.splitlines():
        key, equals, value = line.partition("=")
        if equals and key.strip()[:1] not in "#;[":
            yield "--" + key.strip().replace("_", "-"), value.strip().strip("\"'")


def module_name(word: str) -> str:
    """pkg.sub:make() → pkg.sub; nothing for what is no module's name. A file stands for its module."""
    name = word.partition(":")[0]
    if name.endswith(".py") and "/" not in name:
        name = name[: -len(".py")]
    return name if MODULE.match(name) else ""


def module_path(image: Image, folders: List[str], module: str) -> Optional[Tuple[str, str]]:
    """The first folder that has the module's top package or file. An attribute may follow the name."""
    top = module.partition(".")[0]
    for folder in folders:
        for path in (join(folder, top), join(folder, top + ".py")):
            if image.is_folder(path) or (path.endswith(".py") and image.is_file(path)):
                return folder, path
    return None

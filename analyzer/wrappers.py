"""Programs that start another one, which their own words name: the reviewed table, and how it is read.

The table only makes the reading exact. A program that it does not know is taken for such a wrapper
where one of its words is a program of the image."""

from typing import Dict, List, NamedTuple, Optional, Tuple


class Wrapper(NamedTuple):
    """``valued``: options whose value is the next word. ``operands``: words before the command.
    ``subcommand``: the word that makes it a wrapper. ``text``: an option whose value is shell text.
    ``chdir``: options that name the working folder. ``script``: its command is a python file;
    ``module``: after -m it is a module. ``after``: its command stands behind one of these words.
    ``environments``: folders of the virtual environment that it starts the command in,
    ``environment``: options that name one, and ``version``: where names of some are written; ``root``:
    options that name the folder of environments, ``base``: where the nameless one is; ``shims``: a folder
    that its command is not looked for in; ``tools``: it does its work by tools that are not followed."""

    valued: Tuple[str, ...] = ()
    operands: int = 0
    subcommand: Tuple[str, ...] = ()
    text: Tuple[str, ...] = ()
    chdir: Tuple[str, ...] = ()
    script: bool = False
    module: bool = False
    after: Tuple[str, ...] = ()
    environment: Tuple[str, ...] = ()
    environments: Tuple[str, ...] = ()
    version: Tuple[str, ...] = ()
    root: Tuple[str, ...] = ()
    base: Tuple[str, ...] = ()
    shims: str = ""
    tools: bool = False


INIT = Wrapper(valued=("-p", "-e", "-r", "--rewrite"))
USER = Wrapper(operands=1)
# {cwd}, {above} (it or a folder above), {home}, {prefix} (of the wrapper itself), {root} (of an option), $NAME
# of the environment; at the end /* for one folder and .* for the newest of several.
POETRY = Wrapper(
    valued=("-C", "--directory", "-P", "--project"),
    chdir=("-C", "--directory"),
    subcommand=("run",),
    environments=("$VIRTUAL_ENV", "{cwd}/.venv", "$POETRY_VIRTUALENVS_PATH/*", "{home}/.cache/pypoetry/virtualenvs/*"),
)
PIPENV = Wrapper(
    subcommand=("run",),
    environments=("$VIRTUAL_ENV", "{cwd}/.venv", "$WORKON_HOME/*", "{home}/.local/share/virtualenvs/*"),
)
UV = Wrapper(
    valued=tuple(
        "-p --python --with --with-editable --with-requirements --project --directory --env-file --extra --group "
        "--no-group --only-group --no-extra --package --index --index-url --default-index --extra-index-url "
        "--cache-dir --config-file --color -f --find-links --link-mode -i -c".split()
    ),
    chdir=("--directory", "--project"),
    subcommand=("run",),
    module=True,
    environments=("$UV_PROJECT_ENVIRONMENT", "$VIRTUAL_ENV", "{cwd}/.venv"),
)
PDM = Wrapper(
    valued=("-p", "--project", "--venv"),
    chdir=("-p", "--project"),
    subcommand=("run",),
    environments=("$VIRTUAL_ENV", "{cwd}/.venv"),
)
CONDA = Wrapper(
    valued=("-n", "--name", "-p", "--prefix", "--cwd", "-a", "--attach", "-e", "--env", "-r", "--root-prefix"),
    chdir=("--cwd",),
    subcommand=("run",),
    environment=("-n", "--name", "-p", "--prefix"),
    environments=(
        "{root}/envs/{name}",
        "$MAMBA_ROOT_PREFIX/envs/{name}",
        "{prefix}/envs/{name}",
        "$CONDA_ENVS_DIRS/{name}",
        "$CONDA_ENVS_PATH/{name}",
        "{home}/.conda/envs/{name}",
        "{home}/micromamba/envs/{name}",
    ),
    version=("$CONDA_PREFIX", "$CONDA_DEFAULT_ENV"),
    root=("-r", "--root-prefix"),
    base=("{root}", "$MAMBA_ROOT_PREFIX", "{prefix}", "{home}/micromamba"),
    tools=True,
)
SWITCH_USER = Wrapper(
    valued=("-g", "--group", "-G", "--supp-group", "-s", "--shell", "-u", "--user", "-w", "--whitelist-environment"),
    operands=1,
    text=("-c", "--command"),
)

TABLE: Dict[str, Wrapper] = {
    "tini": INIT,
    "tini-static": INIT,
    "docker-init": INIT,
    "dumb-init": INIT,
    "catatonit": INIT,
    "gosu": USER,
    "su-exec": USER,
    "setuidgid": USER,
    "s6-setuidgid": USER,
    "sudo": Wrapper(valued=("-u", "--user", "-g", "--group", "-h", "--host", "-p", "--prompt", "-C", "-D", "-R", "-T")),
    "su": SWITCH_USER,
    "runuser": SWITCH_USER._replace(operands=0),
    "setpriv": Wrapper(
        valued=("--reuid", "--regid", "--groups", "--inh-caps", "--ambient-caps", "--bounding-set", "--securebits")
    ),
    "chpst": Wrapper(valued=("-u", "-U", "-b", "-e", "-/", "-n", "-l", "-L", "-m", "-d", "-o", "-p", "-f", "-c", "-t")),
    "nice": Wrapper(valued=("-n", "--adjustment")),
    "ionice": Wrapper(valued=("-c", "--class", "-n", "--classdata", "-p")),
    "chrt": Wrapper(valued=("-T", "-P", "-D"), operands=1),
    "taskset": Wrapper(operands=1),
    "numactl": Wrapper(valued=("-i", "-p", "-P", "-m", "-N", "-C", "-w")),
    "timeout": Wrapper(valued=("-k", "--kill-after", "-s", "--signal"), operands=1),
    "stdbuf": Wrapper(valued=("-i", "--input", "-o", "--output", "-e", "--error")),
    "nohup": Wrapper(),
    "setsid": Wrapper(),
    "time": Wrapper(valued=("-f", "--format", "-o", "--output")),
    "flock": Wrapper(valued=("-w", "--timeout", "-E", "--conflict-exit-code"), operands=1, text=("-c", "--command")),
    "xvfb-run": Wrapper(valued=("-e", "-f", "-n", "-p", "-s", "-w", "--server-num", "--server-args")),
    "catchsegv": Wrapper(),
    "xargs": Wrapper(valued=("-a", "--arg-file", "-d", "-E", "-I", "-L", "-n", "-P", "-s", "--process-slot-var")),
    "find": Wrapper(after=("-exec", "-execdir", "-ok", "-okdir")),
    "poetry": POETRY,
    "pipenv": PIPENV,
    "uv": UV,
    "pdm": PDM,
    "hatch": Wrapper(valued=("-e", "--env", "-p", "--project"), subcommand=("run",)),
    "rye": Wrapper(subcommand=("run",), environments=("{cwd}/.venv",)),
    "conda": CONDA,
    "mamba": CONDA,
    "micromamba": CONDA,
    "opentelemetry-instrument": Wrapper(
        valued=("--traces_exporter", "--metrics_exporter", "--logs_exporter", "--service_name", "--propagators")
    ),
    "ddtrace-run": Wrapper(),
    "newrelic-admin": Wrapper(subcommand=("run-program",)),
    "elasticapm-run": Wrapper(valued=("--config",)),
    "dotenv": Wrapper(valued=("-f", "--file", "-q", "--quote", "-e", "--export"), subcommand=("run",)),
    "watchmedo": Wrapper(valued=("-d", "--directory", "-p", "--pattern", "-i"), subcommand=("auto-restart",)),
    "coverage": Wrapper(
        valued=("--rcfile", "--data-file", "--source", "--include", "--omit", "--context", "--concurrency"),
        subcommand=("run",),
        script=True,
        module=True,
    ),
    "debugpy": Wrapper(valued=("--listen", "--connect", "--log-to"), script=True, module=True),
    "pyenv": Wrapper(
        subcommand=("exec",),
        version=("$PYENV_VERSION", "{above}/.python-version", "{prefix}/version"),
        environments=("{prefix}/versions/{name}", "{prefix}/versions/{name}.*"),
        shims="{prefix}/shims",
        tools=True,
    ),
}

# Programs that are given the names of others and start none.
INERT = frozenset(
    "[ awk basename cat chgrp chmod chown cmp cp curl cut date df diff dirname du echo expr file getent grep head id "
    "install ldd ln ls md5sum mkdir mktemp mv nc printenv printf ps readlink realpath rm rmdir sed seq sha256sum sleep "
    "sort stat strings tail tar tee test touch tr true uname uniq wc wget which whoami".split()
)


class Wrapped(NamedTuple):
    """What a wrapper starts: a command, or shell text; ``options`` are the wrapper's own, with values."""

    command: List[str]
    text: Optional[str]
    options: Dict[str, str]
    assignments: Dict[str, str]


def find(name: str) -> Optional[Wrapper]:
    """A wrapper by a file's name, or by the name of a module that ``python -m`` runs."""
    for suffix in (".sh", ".py"):
        name = name[: -len(suffix)] if name.endswith(suffix) else name
    return TABLE.get(name)


def unwrap(wrapper: Wrapper, words: List[str]) -> Optional[Wrapped]:
    """Read a wrapper's words; None where they start nothing."""
    if wrapper.after:
        at = next((index for index, word in enumerate(words) if word in wrapper.after), len(words))
        return Wrapped(words[at + 1 :], None, {}, {}) if words[at + 1 :] else None
    options: Dict[str, str] = {}
    assignments: Dict[str, str] = {}
    operands = wrapper.operands
    subcommand = not wrapper.subcommand
    text: Optional[str] = None
    index = 0
    while index < len(words):
        word = words[index]
        index += 1
        if word == "--":
            if subcommand and operands <= 0:
                break
        elif word == "-m" and wrapper.module and subcommand:
            index -= 1
            break
        elif word == "-" and wrapper.text:
            # su's way to say that it is a login.
            continue
        elif word.startswith("-") and len(word) > 1:
            name, equals, value = word.partition("=")
            if not equals and word in wrapper.valued + wrapper.text and index < len(words):
                value = words[index]
                index += 1
            options[name] = value
            text = value if name in wrapper.text else text
        elif not subcommand:
            if word not in wrapper.subcommand:
                return None
            subcommand = True
        elif "=" in word and word.partition("=")[0].isidentifier() and operands <= 0:
            assignments[word.partition("=")[0]] = word.partition("=")[2]
        elif operands > 0:
            operands -= 1
        else:
            index -= 1
            break
    command = words[index:]
    for option in wrapper.text:
        # su takes its options after the user too.
        if text is None and option in command[:-1]:
            text = command[command.index(option) + 1]
    if text is None and (not subcommand or not command):
        return None
    return Wrapped(command, text, options, assignments)

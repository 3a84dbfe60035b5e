"""Managers of environments and of versions: the program runs by another python than the manager."""

import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import entrypoint
import interpreter
from made import ImageCase, Link, Program, elf

LOADER = "/lib64/ld-linux-x86-64.so.2"
BASE = "/opt/conda/bin/python3.11"
WEB = "/opt/conda/envs/web/bin/python3.12"
SHIM = (
    '#!/usr/bin/env bash\nset -e\n[ -n "$PYENV_DEBUG" ] && set -x\n\nprogram="${0##*/}"\n\n'
    'export PYENV_ROOT="/root/.pyenv"\nSHIM_PATH=${0%/*}\n'
    'if [[ $SHIM_PATH != "/root/.pyenv/shims" ]]; then\n  export _PYENV_SHIM_PATH="$SHIM_PATH"\nfi\n'
    'exec "/root/.pyenv/libexec/pyenv" exec "$program" "$@"\n'
)


class Environments(ImageCase):
    def resolve(self, python, line, cwd="/app", **env):
        found = interpreter.identify(self.image, python)
        words = line.split() if isinstance(line, str) else line
        env = dict({"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/root"}, **env)
        return entrypoint.resolve(self.image, found, words, cwd, env, self.findings)

    def last(self, python, line, **options):
        call = self.resolve(python, line, **options).calls[-1]
        return [call.path] + call.arguments

    def conda(self):
        self.make(
            {
                "/usr/bin/bash": elf(needed=["libtinfo.so.6"]),
                "/usr/bin/env": elf(),
                "/usr/local/bin/micromamba": elf(needed=["libdl.so.2"]),
                BASE: elf(interpreter=LOADER, needed=["libbase.so"]),
                "/opt/conda/bin/python": Link("python3.11"),
                "/opt/conda/bin/conda": Program("#!/opt/conda/bin/python\nimport conda\n"),
                "/opt/conda/condabin/conda": Program("#!/opt/conda/bin/python\nimport conda\n"),
                WEB: elf(interpreter=LOADER, needed=["libweb.so"]),
                "/opt/conda/envs/web/bin/python": Link("python3.12"),
                "/opt/conda/envs/web/bin/server": Program("#!%s\n" % WEB),
                "/app/app.py": "",
            }
        )

    def test_conda_starts_another_environments_python(self):
        self.conda()
        for line in (
            "/opt/conda/bin/conda run -n web python app.py",
            "/opt/conda/bin/conda run --no-capture-output --live-stream --name=web python app.py",
            "/opt/conda/condabin/conda run --prefix /opt/conda/envs/web python app.py",
            "/usr/bin/env -S /opt/conda/bin/python -m conda run -p /opt/conda/envs/web python app.py",
        ):
            with self.subTest(line):
                # The analyzer starts by the base's python, and hands over to the one that is last.
                other = self.resolve(BASE, line).other
                self.assertEqual([other.path] + other.arguments, ["/opt/conda/envs/web/bin/python", "app.py"])
                # Which then follows the same words.
                self.assertEqual(self.last(WEB, line), ["/opt/conda/envs/web/bin/python", "app.py"])
        server = "/opt/conda/bin/conda run -n web server -x"
        self.assertEqual(self.last(WEB, server), [WEB, "/opt/conda/envs/web/bin/server", "-x"])
        self.assertEqual(set(self.codes()), {"entrypoint-manager", "entrypoint-other-python"})
        self.assertIn("the entrypoint runs /opt/conda/bin/python, which is left out", " ".join(self.messages()))
        expected = "/opt/conda/bin/conda needs tools of its own to start %s, and they are not kept"
        self.assertEqual(self.messages()[-1], expected % "/opt/conda/envs/web/bin/server")

    def test_conda_without_a_name_takes_what_is_active_or_the_base(self):
        self.conda()
        for line, env, path in (
            ("/opt/conda/bin/conda run python app.py", {}, "/opt/conda/bin/python"),
            ("/opt/conda/bin/conda run -n base python app.py", {}, "/opt/conda/bin/python"),
            ("/opt/conda/bin/conda run python app.py", {"CONDA_DEFAULT_ENV": "base"}, "/opt/conda/bin/python"),
        ):
            self.assertEqual(self.last(BASE, line, **env), [path, "app.py"])
        web = ["/opt/conda/envs/web/bin/python", "app.py"]
        for env in ({"CONDA_PREFIX": "/opt/conda/envs/web"}, {"CONDA_DEFAULT_ENV": "web"}):
            self.assertEqual(self.last(WEB, "/opt/conda/bin/conda run python app.py", **env), web)
        self.assertEqual(set(self.codes()), {"entrypoint-manager", "entrypoint-other-python"})

    def test_micromamba_has_its_environments_elsewhere(self):
        self.conda()
        web = ["/opt/conda/envs/web/bin/python", "app.py"]
        for line, env in (
            ("micromamba run -n web python app.py", {"MAMBA_ROOT_PREFIX": "/opt/conda"}),
            ("micromamba run -r /opt/conda -n web python app.py", {}),
            ("micromamba -r /opt/conda run -n web python app.py", {}),
            ("micromamba run -p /opt/conda/envs/web python app.py", {}),
            ("micromamba run python app.py", {"CONDA_PREFIX": "/opt/conda/envs/web"}),
        ):
            with self.subTest(line):
                self.assertEqual(self.last(WEB, line, **env), web)
        base = ["/opt/conda/bin/python", "app.py"]
        for line in ("micromamba run python app.py", "micromamba run -n base python app.py"):
            self.assertEqual(self.last(BASE, line, MAMBA_ROOT_PREFIX="/opt/conda"), base)
        self.assertEqual(set(self.codes()), {"entrypoint-manager"})

    def test_an_environment_that_is_absent_is_said(self):
        self.conda()
        self.resolve(BASE, "micromamba run -n none python app.py", MAMBA_ROOT_PREFIX="/opt/conda")
        self.assertIn("entrypoint-environment", self.codes())

    def pyenv(self, version, tree=()):
        self.make(
            {
                "/usr/bin/bash": elf(needed=["libtinfo.so.6"]),
                "/usr/bin/env": elf(),
                "/usr/bin/python3": elf(interpreter=LOADER, needed=["libsystem.so"]),
                "/root/.pyenv/libexec/pyenv": Program('#!/usr/bin/env bash\nexec "$(complicated)"\n'),
                "/root/.pyenv/bin/pyenv": Link("../libexec/pyenv"),
                "/root/.pyenv/version": version,
            }
        )
        for number in ("3.9.18", "3.11.7", "3.12.1"):
            folder = "/root/.pyenv/versions/%s/bin/" % number
            short = number.rpartition(".")[0]
            self.make(
                {
                    folder + "python" + short: elf(interpreter=LOADER, needed=["lib%s.so" % short]),
                    folder + "python3": Link("python" + short),
                    folder + "python": Link("python" + short),
                    folder + "gunicorn": Program("#!%spython%s\n" % (folder, short)),
                }
            )
        for name in ("python", "python3", "gunicorn"):
            self.make({"/root/.pyenv/shims/" + name: Program(SHIM)})
        self.make(dict(tree))

    PATHS = {"PATH": "/root/.pyenv/shims:/root/.pyenv/bin:/usr/bin"}
    PYTHON = "/root/.pyenv/versions/3.11.7/bin/python3.11"
    GUNICORN = [PYTHON, "/root/.pyenv/versions/3.11.7/bin/gunicorn", "app:app"]

    def test_a_console_script_among_shims(self):
        self.pyenv("3.11.7\n3.9.18\n")
        for line in ("gunicorn app:app", "/root/.pyenv/shims/gunicorn app:app", "pyenv exec gunicorn app:app"):
            self.assertEqual(self.last(self.PYTHON, line, **self.PATHS), self.GUNICORN)
            steps = [step.path for step in self.resolve(self.PYTHON, line, **self.PATHS).chain]
            self.assertIn("/root/.pyenv/versions/3.11.7/bin/gunicorn", steps)
            self.assertIn("/usr/bin/bash", steps)
        self.assertEqual(set(self.codes()), {"entrypoint-manager"})

    def test_where_the_version_is_written(self):
        self.pyenv("3.12.1\n")
        self.assertEqual(
            self.last(self.PYTHON, "gunicorn app:app", **dict(self.PATHS, PYENV_VERSION="3.11.7")), self.GUNICORN
        )
        # pyenv looks in the folders above too, and takes the newest of a series.
        self.make({"/app/.python-version": "# ours\n3.11\n", "/app/sub/x": ""})
        for cwd in ("/app", "/app/sub"):
            self.assertEqual(self.last(self.PYTHON, "gunicorn app:app", cwd=cwd, **self.PATHS), self.GUNICORN)
        self.assertEqual(set(self.codes()), {"entrypoint-manager"})

    def test_a_program_that_the_first_version_lacks_is_the_nexts(self):
        self.pyenv("3.12.1\n3.11.7\n", {"/root/.pyenv/versions/3.11.7/bin/only": Program("#!%s\n" % self.PYTHON)})
        found = self.last(self.PYTHON, "pyenv exec only x", **self.PATHS)
        self.assertEqual(found, [self.PYTHON, "/root/.pyenv/versions/3.11.7/bin/only", "x"])

    def test_the_systems_python_by_a_shim(self):
        self.pyenv("system\n")
        self.assertEqual(self.last("/usr/bin/python3", "python3 app.py", **self.PATHS), ["/usr/bin/python3", "app.py"])


if __name__ == "__main__":
    unittest.main()

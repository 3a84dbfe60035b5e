import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import entrypoint
import interpreter
import wrappers
from made import ImageCase, Link, Program, elf

PYTHON = elf(interpreter="/lib64/ld-linux-x86-64.so.2", needed=["libc.so.6"])
APP = ["python3", "/usr/bin/python3", "app.py"]
# A command line, and the programs that it goes through.
LINES = (
    ("tini -g -p SIGTERM -- python3 app.py", "tini"),
    ("/usr/bin/tini -vv -s python3 app.py", "tini"),
    ("dumb-init --rewrite 15:2 python3 app.py", "dumb-init"),
    ("catatonit -- python3 app.py", "catatonit"),
    ("gosu web:web python3 app.py", "gosu"),
    ("su-exec 1000 python3 app.py", "su-exec"),
    ("env -i -u HOME PATH=/usr/bin python3 app.py", "env"),
    ("env -C /srv --unset=HOME A=1 python3 app.py", "env"),
    ("nice -n 5 python3 app.py", "nice"),
    ("nice -10 python3 app.py", "nice"),
    ("ionice -c 2 -n 7 python3 app.py", "ionice"),
    ("timeout -k 5 30s python3 app.py", "timeout"),
    ("timeout --signal=INT 30s python3 app.py", "timeout"),
    ("stdbuf -o L -eL python3 app.py", "stdbuf"),
    ("nohup python3 app.py", "nohup"),
    ("setpriv --reuid=1 --regid 1 --clear-groups python3 app.py", "setpriv"),
    ("sudo -E -u web A=1 python3 app.py", "sudo"),
    ("taskset -c 0,1 python3 app.py", "taskset"),
    ("tini -- gosu web nice -n 1 python3 app.py", "tini gosu nice"),
    ("busybox timeout 5 python3 app.py", "busybox"),
    ("unknown-init --flag x python3 app.py", "unknown-init"),
    ("opentelemetry-instrument --service_name x python3 app.py", "opentelemetry-instrument"),
    ("newrelic-admin run-program python3 app.py", "newrelic-admin"),
    ("xargs -0 -n 1 python3 app.py", "xargs"),
    ("find /usr/bin -name nice -exec python3 app.py", "find"),
)


class Wrappers(ImageCase):
    def setUp(self):
        super().setUp()
        names = {name for _, programs in LINES for name in programs.split()}
        self.make({"/usr/bin/" + name: elf(needed=["libm.so.6"]) for name in sorted(names)})
        self.make(
            {
                "/bin": Link("usr/bin"),
                "/usr/bin/python3.11": PYTHON,
                "/usr/bin/python3": Link("python3.11"),
                "/usr/bin/sh": elf(needed=["libc.so.6"]),
                "/usr/bin/su": elf(needed=["libpam.so"]),
                "/app/app.py": "",
            }
        )
        self.python = interpreter.identify(self.image, "/usr/bin/python3")

    def resolve(self, line, cwd="/app", env=None):
        words = line.split() if isinstance(line, str) else line
        env = dict({"PATH": "/usr/bin", "HOME": "/root"}, **(env or {}))
        return entrypoint.resolve(self.image, self.python, words, cwd, env, self.findings)

    def calls(self, *line, **options):
        return [[c.name, c.path] + c.arguments for c in self.resolve(*line, **options).calls]

    def test_each_wrapper_starts_what_its_words_name(self):
        for line, programs in LINES:
            with self.subTest(line):
                found = self.resolve(line)
                self.assertEqual([[c.name, c.path] + c.arguments for c in found.calls], [APP])
                chain = [step.path.rpartition("/")[2] for step in found.chain]
                self.assertEqual(chain, programs.split() + ["python3"])
                self.assertTrue(all(step.why for step in found.chain))
        self.assertEqual(self.codes(), [])

    def test_a_value_that_is_a_programs_name_is_not_taken_for_the_command(self):
        self.assertEqual(self.calls("gosu tini python3 app.py"), [APP])
        self.assertEqual(self.calls("timeout -s nice 5 python3 app.py"), [APP])

    def test_what_a_wrapper_sets(self):
        self.assertEqual(self.resolve("sudo A=1 python3 x").calls[0].env["A"], "1")
        found = self.resolve("env -i -C /srv PATH=/usr/bin python3 x").calls[0]
        self.assertEqual((found.env, found.cwd), ({"PATH": "/usr/bin"}, "/srv"))

    def test_a_change_of_user_with_shell_text(self):
        for words in (["su", "-", "web", "-c", "exec python3 app.py"], ["su", "-c", "python3 app.py", "web"]):
            found = self.resolve(words)
            self.assertEqual([[c.name, c.path] + c.arguments for c in found.calls], [APP])
            self.assertEqual([step.kind for step in found.chain], ["program", "shell", "interpreter"])

    def test_a_wrapper_without_its_subcommand_starts_nothing(self):
        for words in (["install", "run"], ["run"], ["--version"]):
            self.assertIsNone(wrappers.unwrap(wrappers.TABLE["poetry"], words))

    def environment(self, folder):
        self.make(
            {
                folder + "/bin/python": Link("/usr/bin/python3"),
                folder + "/bin/server": Program("#!%s/bin/python\n" % folder),
                folder + "/pyvenv.cfg": "home = /usr/bin\n",
                "/usr/local/bin/poetry": Program("#!/usr/bin/python3\n"),
                "/usr/local/bin/pipenv": Program("#!/usr/bin/python3\n"),
                "/usr/local/bin/uv": elf(needed=["libgcc_s.so.1"]),
            }
        )

    def in_environment(self, line, **env):
        env["PATH"] = "/usr/local/bin:/usr/bin"
        return self.resolve(line, env=env).calls[-1]

    def test_project_tools_start_commands_in_the_virtual_environment(self):
        self.environment("/app/.venv")
        for line in ("poetry run server -x", "pipenv run server -x", "uv run --frozen --extra db server -x"):
            call = self.in_environment(line)
            self.assertEqual([call.path] + call.arguments, ["/app/.venv/bin/python", "/app/.venv/bin/server", "-x"])
            self.assertEqual(call.env["VIRTUAL_ENV"], "/app/.venv")
        for line, arguments in (("uv run app.py -x", ["app.py", "-x"]), ("uv run -m pkg", ["-m", "pkg"])):
            call = self.in_environment(line)
            self.assertEqual([call.path] + call.arguments, ["/app/.venv/bin/python"] + arguments)
        self.assertEqual(self.in_environment("python3 -m poetry run python app.py").path, "/app/.venv/bin/python")
        self.assertEqual(self.codes(), [])

    def test_a_virtual_environment_elsewhere(self):
        self.environment("/cache/app-xyz-py3.11")
        call = self.in_environment("poetry run server", POETRY_VIRTUALENVS_PATH="/cache")
        self.assertEqual(call.path, "/cache/app-xyz-py3.11/bin/python")
        self.assertEqual(self.in_environment("poetry run server", VIRTUAL_ENV="/cache/app-xyz-py3.11").path, call.path)

    def test_a_virtual_environment_that_is_not_found_is_said(self):
        self.make({"/usr/bin/poetry": Program("#!/usr/bin/python3\n")})
        self.assertEqual(self.in_environment("poetry run python3 app.py").arguments, ["app.py"])
        self.assertEqual(self.codes(), ["entrypoint-environment"])

    def test_a_conda_environment(self):
        self.make(
            {
                "/opt/conda/bin/python3.11": Link("/usr/bin/python3.11"),
                "/opt/conda/bin/conda": Program("#!/opt/conda/bin/python3.11\n"),
                "/opt/conda/envs/web/bin/python": Link("/usr/bin/python3.11"),
                "/opt/conda/envs/web/bin/server": Program("#!/opt/conda/envs/web/bin/python\n"),
            }
        )
        for line in (
            "/opt/conda/bin/conda run --no-capture-output -n web server",
            "/opt/conda/bin/conda run -p /opt/conda/envs/web server",
        ):
            self.assertEqual(self.in_environment(line).path, "/opt/conda/envs/web/bin/python")
        base = self.in_environment("/opt/conda/bin/conda run -n base python3.11 x")
        self.assertEqual(base.path, "/opt/conda/bin/python3.11")
        self.assertEqual(set(self.codes()), {"entrypoint-manager"})

    def test_a_version_manager_in_front_of_its_pythons(self):
        self.make(
            {
                "/usr/bin/bash": elf(needed=["libtinfo.so.6"]),
                "/usr/bin/env": elf(),
                "/root/.pyenv/version": "3.11.2\n",
                "/root/.pyenv/versions/3.11.2/bin/python3": Link("/usr/bin/python3.11"),
                "/root/.pyenv/libexec/pyenv": Program("#!/usr/bin/env bash\nexec \"$(complicated)\"\n"),
                "/root/.pyenv/shims/python3": Program(
                    '#!/usr/bin/env bash\nset -e\n[ -n "$D" ] && set -x\nprogram="${0##*/}"\n'
                    'exec "/root/.pyenv/libexec/pyenv" exec "$program" "$@"\n'
                ),
            }
        )
        call = self.resolve("python3 app.py", env={"PATH": "/root/.pyenv/shims:/usr/bin"}).calls[-1]
        self.assertEqual([call.path] + call.arguments, ["/root/.pyenv/versions/3.11.2/bin/python3", "app.py"])

    def test_tools_that_run_a_python_file_in_their_own_process(self):
        self.make({"/usr/bin/coverage": Program("#!/usr/bin/python3\n")})
        self.assertEqual(self.calls("coverage run --source pkg -m pkg.main")[-1][2:], ["-m", "pkg.main"])
        self.assertEqual(self.calls("python3 -m debugpy --listen 1 app.py")[-1][2:], ["app.py"])


if __name__ == "__main__":
    unittest.main()

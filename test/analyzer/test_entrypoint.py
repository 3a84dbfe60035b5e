import unittest

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import entrypoint
import interpreter
import scripts
from made import ImageCase, Link, Program, elf

PYTHON = elf(interpreter="/lib64/ld-linux-x86-64.so.2", needed=["libc.so.6"])
ENV = {"PATH": "/usr/local/bin:/usr/bin:/bin"}


class Entrypoints(ImageCase):
    def setUp(self):
        super().setUp()
        self.make(
            {
                "/bin": Link("usr/bin"),
                "/usr/bin/python3.11": PYTHON,
                "/usr/bin/python3": Link("python3.11"),
                "/usr/bin/dash": elf(needed=["libc.so.6"]),
                "/usr/bin/sh": Link("dash"),
                "/usr/bin/env": elf(needed=["libm.so.6"]),
                "/app/app.py": "",
            }
        )
        self.python = interpreter.identify(self.image, "/usr/bin/python3")

    def resolve(self, *argv, cwd="/app", env=ENV):
        return entrypoint.resolve(self.image, self.python, list(argv), cwd, env, self.findings)

    def calls(self, *argv, **options):
        return [[c.name, c.path] + c.arguments for c in self.resolve(*argv, **options).calls]

    def test_the_interpreter_is_found_in_path(self):
        found = self.resolve("python3", "app.py")
        self.assertEqual(found.program, "/usr/bin/python3")
        self.assertEqual(found.chain, [entrypoint.Step("/usr/bin/python3", "interpreter", "argv[0], found in PATH")])
        self.assertEqual(self.calls("python3", "app.py"), [["python3", "/usr/bin/python3", "app.py"]])

    def test_a_relative_program_is_looked_up_in_the_working_folder(self):
        self.make({"/app/run": Program("#!/usr/bin/python3 -u\n")})
        self.assertEqual(self.calls("./run", "x"), [["/usr/bin/python3", "/usr/bin/python3", "-u", "/app/run", "x"]])

    def test_dockers_path_stands_in_for_none(self):
        self.assertEqual(self.calls("python3", env={}), [["python3", "/usr/bin/python3"]])

    def test_the_kernel_gives_the_rest_of_a_shebang_as_one_word(self):
        self.make({"/usr/bin/tool": Program("#! /usr/bin/python3  -u -O \nx")})
        self.assertEqual(self.calls("tool"), [["/usr/bin/python3", "/usr/bin/python3", "-u -O", "/usr/bin/tool"]])

    def test_env_finds_the_interpreter(self):
        self.make(
            {
                "/usr/bin/one": Program("#!/usr/bin/env python3\n"),
                "/usr/bin/two": Program("#!/usr/bin/env -S A=1 python3 -u -X utf8\n"),
            }
        )
        self.assertEqual(self.calls("one"), [["python3", "/usr/bin/python3", "/usr/bin/one"]])
        self.assertEqual(
            self.calls("two", "a"), [["python3", "/usr/bin/python3", "-u", "-X", "utf8", "/usr/bin/two", "a"]]
        )
        self.assertEqual(self.resolve("two").calls[0].env["A"], "1")
        chain = self.resolve("one").chain
        self.assertEqual([s.kind for s in chain], ["script", "program", "interpreter"])
        self.assertEqual(chain[1].why, "#! of /usr/bin/one")

    def test_installers_long_form_becomes_python(self):
        text = "#!/bin/sh\n'''exec' \"/usr/bin/python3\" \"$0\" \"$@\"\n' '''\nimport re\n"
        self.make({"/usr/local/bin/tool": Program(text)})
        self.assertEqual(
            self.calls("tool", "run"), [["/usr/bin/python3", "/usr/bin/python3", "/usr/local/bin/tool", "run"]]
        )
        self.assertEqual(self.codes(), [])

    def test_console_scripts_of_every_shape(self):
        shapes = {
            "pip": "#!/usr/bin/python3\nimport sys\nfrom pkg.cli import main\nsys.exit(main())\n",
            "metadata": "#!/usr/bin/python3\nfrom importlib.metadata import distribution\n",
            "easy": "#!/usr/bin/python3\n# EASY-INSTALL-ENTRY-SCRIPT: 'a','console_scripts','b'\n",
            "debian": "#! /usr/bin/python3\nfrom pkg import main\n",
            "blank": "#!  /usr/bin/env   python3\n",
            "exec": '#!/bin/sh\n"exec" "/usr/bin/python3" "$0" "$@"\n',
            "relative": "#!/bin/sh\n'''exec' \"$(dirname -- \"$(realpath -- \"$0\")\")\"/'python3' \"$0\" \"$@\"\n",
        }
        self.make({"/usr/bin/" + name: Program(text) for name, text in shapes.items()})
        for name in shapes:
            found = self.resolve(name, "x").calls
            self.assertEqual([c.arguments for c in found], [["/usr/bin/" + name, "x"]], name)
            self.assertEqual(self.image.real(found[0].path), "/usr/bin/python3.11")
        self.assertEqual(self.codes(), [])

    def test_python_through_alternatives_and_through_a_script(self):
        self.make(
            {
                "/usr/bin/python": Link("/etc/alternatives/python"),
                "/etc/alternatives/python": Link("/usr/bin/python3.11"),
                "/usr/local/bin/python3": Program('#!/bin/sh\nexport A=1\nexec /usr/bin/python3.11 -u "$@"\n'),
            }
        )
        self.assertEqual(self.calls("python", "app.py"), [["python", "/usr/bin/python", "app.py"]])
        found = self.resolve("python3", "app.py")
        self.assertEqual(found.calls[0].arguments, ["-u", "app.py"])
        self.assertEqual(found.calls[0].env["A"], "1")
        self.assertEqual([s.kind for s in found.chain], ["script", "shell", "interpreter"])
        links = interpreter.find_links(self.image, self.python, ["/usr/local/bin", "/usr/bin"], self.findings)
        self.assertNotIn("/usr/local/bin/python3", links.links)
        self.assertEqual(self.codes(), [])
        ours = list(scripts.find(self.image, self.python, ["/usr/local/bin"], ENV))
        self.assertEqual(ours, ["/usr/local/bin/python3"])

    def test_every_call_of_a_script_and_every_tool_of_it(self):
        script = (
            '#!/bin/sh\nset -e\n. /etc/app.env\n'
            'case "$1" in\n  migrate) shift; python3 migrate.py "$@" ;;\n'
            '  shell) exec python3 -i ;;\n  *) sed -i s/a/b/ $CONF\n'
            '     exec env X=1 python3 -m "$MODULE" "$@" ;;\nesac\n'
        )
        self.make(
            {
                "/entry.sh": Program(script),
                "/etc/app.env": "CONF=/etc/app.conf\nexport MODULE=shop\n",
                "/usr/bin/sed": elf(needed=["libacl.so.1"]),
            }
        )
        found = self.resolve("/entry.sh", "--port", "80")
        self.assertEqual(
            [c.arguments for c in found.calls], [["migrate.py", "80"], ["-i"], ["-m", "shop", "--port", "80"]]
        )
        self.assertEqual((found.calls[-1].env["MODULE"], found.calls[-1].env["X"]), ("shop", "1"))
        paths = [step.path for step in found.chain]
        self.assertEqual(
            paths, ["/entry.sh", "/bin/sh", "/etc/app.env", "/usr/bin/python3", "/usr/bin/sed", "/usr/bin/env"]
        )
        self.assertEqual(self.codes(), [])

    def test_the_last_python_of_all_is_named_where_it_is_another(self):
        self.make({"/opt/bin/python3.9": elf(needed=["libother.so"])})
        found = self.resolve("sh", "-c", "python3 a; exec /opt/bin/python3.9 b")
        self.assertEqual(found.other.path, "/opt/bin/python3.9")
        self.assertIsNone(self.resolve("sh", "-c", "/opt/bin/python3.9 b; python3 a").other)

    def test_supervisors_start_what_their_files_list(self):
        self.make(
            {
                "/usr/bin/supervisord": Program("#!/usr/bin/python3\n"),
                "/usr/bin/honcho": Program("#!/usr/bin/python3\n"),
                "/etc/supervisor/supervisord.conf": "[include]\nfiles = conf.d/*.conf\n",
                "/etc/supervisor/conf.d/web.conf": "[program:web]\ncommand=python3 -m web ; the server\n",
                "/etc/supervisor/conf.d/readme": "command=python3 no\n",
                "/app/Procfile": "web: A=1 python3 web.py\nwork-er: python3 worker.py\n",
            }
        )
        found = self.resolve("supervisord", "-n")
        self.assertEqual([c.arguments[-2:] for c in found.calls], [["/usr/bin/supervisord", "-n"], ["-m", "web"]])
        self.assertIn("/etc/supervisor/conf.d/web.conf", [step.path for step in found.chain])
        found = self.resolve("honcho", "start")
        self.assertEqual([c.arguments[0] for c in found.calls], ["/usr/bin/honcho", "web.py", "worker.py"])
        self.assertEqual(self.codes(), [])

    def test_tools_that_start_nothing(self):
        self.make({"/usr/bin/ls": elf(), "/usr/bin/chown": elf()})
        self.assertEqual(self.calls("sh", "-c", "ls python3; chown web /usr/bin/python3"), [])

    def test_a_query_is_no_call(self):
        text = "command -v python3 && exec -a app python3 x"
        self.assertEqual(self.calls("sh", "-c", text), [["python3", "/usr/bin/python3", "x"]])

    def test_shell_form(self):
        self.assertEqual(self.calls("/bin/sh", "-c", "python3 app.py"), [["python3", "/usr/bin/python3", "app.py"]])
        self.assertEqual(
            self.calls("sh", "-ec", "cd /srv && exec python3 -m pkg $0 $1", "name", "one"),
            [["python3", "/usr/bin/python3", "-m", "pkg", "name", "one"]],
        )
        self.assertEqual(self.resolve("sh", "-c", "cd /srv; python3 x").calls[0].cwd, "/srv")
        self.assertEqual([s.kind for s in self.resolve("sh", "-c", "python3 x").chain], ["shell", "interpreter"])
        self.assertEqual(self.codes(), [])

    def test_a_shell_script_under_an_init(self):
        self.make(
            {
                "/usr/bin/init": elf(),
                "/entry.sh": Program('#!/bin/sh\nset -e\npython3 migrate.py\nexec "$@"\n'),
            }
        )
        self.assertEqual(
            self.calls("init", "-g", "--", "/entry.sh", "python3", "app.py"),
            [["python3", "/usr/bin/python3", "migrate.py"], ["python3", "/usr/bin/python3", "app.py"]],
        )

    def test_what_is_not_there_is_said(self):
        self.assertEqual(self.calls("gunicorn", "app"), [])
        self.assertEqual(
            self.messages(),
            [
                "gunicorn (argv[0]) is not in the image",
                "no call of /usr/bin/python3.11 was found in the entrypoint gunicorn app",
            ],
        )

    def test_no_entrypoint_is_said(self):
        self.assertEqual(self.resolve().calls, [])
        self.assertEqual(self.codes(), ["entrypoint-empty"])

    def test_an_unclear_shell_text_is_said(self):
        self.assertEqual(self.calls("sh", "-c", "python3 $(cat /name)"), [["python3", "/usr/bin/python3"]])
        self.assertEqual(self.codes(), ["entrypoint-unclear"])

    def test_another_python_is_said(self):
        self.make({"/usr/bin/python2.7": elf(needed=["libother.so"])})
        self.resolve("python2.7", "x")
        self.assertIn("entrypoint-other-python", self.codes())

    def test_scripts_that_call_each_other_end(self):
        self.make({"/a": Program("#!/b\n"), "/b": Program("#!/a\n")})
        self.assertEqual(self.calls("/a"), [])

    def test_a_copy_in_a_virtual_environment_is_the_same_interpreter(self):
        self.make({"/venv/bin/python": PYTHON, "/venv/pyvenv.cfg": "home = /usr/bin\n"})
        self.assertEqual(interpreter.identify(self.image, "/venv/bin/python").path, "/usr/bin/python3.11")
        self.assertEqual(self.calls("/venv/bin/python", "x"), [["/venv/bin/python", "/venv/bin/python", "x"]])

    def test_links_name_every_path_in_bin_folders(self):
        self.make(
            {
                "/venv/bin/python": Link("/usr/bin/python3"),
                "/venv/bin/python3": Link("python"),
                "/usr/bin/python": Link("/etc/alternatives/python"),
                "/etc/alternatives/python": Link("/bin/python3.11"),
                "/usr/local/bin/python3.12": elf(needed=["libx"]),
                "/usr/bin/python3-config": Program("#!/bin/sh\n"),
            }
        )
        folders = interpreter.bin_folders(self.image, "/venv/bin:/usr/local/bin:/bin", [], "/")
        self.assertEqual(folders, ["/venv/bin", "/usr/local/bin", "/usr/bin"])
        found = interpreter.find_links(self.image, self.python, folders, self.findings)
        self.assertEqual(
            found.links,
            [
                "/etc/alternatives/python",
                "/usr/bin/python",
                "/usr/bin/python3",
                "/usr/bin/python3.11",
                "/venv/bin/python",
                "/venv/bin/python3",
            ],
        )
        self.assertEqual(found.copies, ["/usr/bin/python3.11"])
        self.assertEqual(
            self.messages(), ["left out, since the program runs /usr/bin/python3.11: /usr/local/bin/python3.12"]
        )


if __name__ == "__main__":
    unittest.main()

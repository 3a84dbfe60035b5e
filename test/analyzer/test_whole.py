"""The analyzer as the build runs it, on every python of this machine, with this machine as the source
image; the trees of a dynamic result are merged and run in a chroot."""

import glob
import hashlib
import json
import os
import shutil
import subprocess
import unittest
from pathlib import Path

import pythons
from made import elf
from whole import LARGE, WholeCase


class Whole(WholeCase):
    def test_every_version_gives_a_plan_and_a_tree_that_runs(self):
        for version in pythons.absent():
            print("SKIPPED: no python%s on this machine" % version)
        for version, python in pythons.found().items():
            if version == "2.7":
                continue
            with self.subTest(version):
                plan = self.analyze(python)
                self.assertNotIn("error", plan)
                self.assertEqual(plan["python"]["version"], pythons.full_version(python))
                self.assertEqual(plan["interpreter"]["path"], python)
                self.assertEqual(plan["link"]["mode"], "dynamic")
                self.assertEqual(plan["program"]["path"][0], self.app)
                self.assertEqual(plan["program"]["flags"], ["-u"])
                self.assertEqual([f for f in plan["findings"] if f["code"] not in ("other-python",)], [])
                self.assertIn({"path": self.app, "layer": "app"}, plan["folders"])
                if os.getuid() == 0:
                    self.assertEqual(self.run_in(self.merge(), python), self.run_in("", python))

    def test_every_version_prunes_to_a_tree_that_runs(self):
        for version, python in pythons.found().items():
            if version == "2.7":
                continue
            with self.subTest(version):
                plan = self.analyze(python, prune="safe")
                self.assertEqual(plan["prune"]["level"], "safe")
                self.assertGreater(plan["prune"]["dropped"]["files"], 100)
                library = [m["name"] for m in plan["modules"] if m["layer"] == "runtime"]
                self.assertNotIn("_curses", library)
                if os.getuid() == 0:
                    self.assertEqual(self.run_in(self.merge(), python), self.run_in("", python))

    def packaged(self):
        """Debian's own python, where this machine is a Debian."""
        python = os.path.realpath("/usr/bin/python3")
        listed = "/var/lib/dpkg/info/%s-minimal.list" % os.path.basename(python)
        if not os.path.exists(listed):
            self.skipTest("SKIPPED: this machine has no packaged /usr/bin/python3")
        version = os.path.basename(python)[len("python") :]
        library = Path("/usr/lib/python%s/lib-dynload" % version)
        names = sorted(path.name.partition(".")[0] for path in library.glob("*.so"))
        # The machine's own packages are not what is tested here.
        return python, {
            "linkable": {version: names},
            "drop": LARGE + ["/usr/lib/python3/dist-packages/*", "/usr/local/lib/python*/dist-packages/*", "_sqlite3"],
        }

    def elf_files(self):
        for layer in ("runtime", "packages", "app"):
            for path in sorted(Path(self.base, layer).rglob("*")):
                if path.is_file() and not path.is_symlink() and path.read_bytes()[:4] == b"\x7fELF":
                    yield str(path)[len(self.base) :]

    def test_a_static_tree_holds_placeholders_and_no_elf_file(self):
        python, changes = self.packaged()
        plan = self.analyze(python, link="auto", **changes)
        self.assertEqual((plan["link"], plan["origin"]["kind"]), ({"mode": "static", "blockers": []}, "debian"))
        self.assertEqual(list(self.elf_files()), [])
        with open(self.base + "/link/link.json") as file:
            manifest = json.load(file)
        self.assertIn("_ssl", manifest["modules"])
        self.assertNotIn("_sqlite3", manifest["modules"])
        self.assertEqual(manifest["modules"], sorted(m["name"] for m in plan["modules"] if m["linked"]))
        self.assertEqual(manifest["origin"], plan["origin"])
        ssl = next(m for m in plan["modules"] if m["name"] == "_ssl")
        self.assertEqual(Path(self.base + "/runtime" + ssl["path"]).read_text(), "kontain module\ncpython:_ssl\n")
        self.assertIn("libssl.so.3", ssl["needs"])
        self.assertEqual(os.readlink(self.base + "/runtime" + python), os.path.basename(plan["interpreter"]["km"]))

    def test_a_shell_of_the_entrypoint_is_kept_with_its_libraries_and_said(self):
        python, changes = self.packaged()
        config = {"entrypoint": ["/bin/sh", "-c", "exec python3 app.py"], "workdir": self.app, "env": ["PATH=/usr/bin"]}
        plan = self.analyze(python, link="static", config=config, **changes)
        self.assertEqual([f["code"] for f in plan["findings"] if f["code"] != "other-python"], ["elf-kept"])
        shell = os.path.realpath("/bin/sh")
        self.assertEqual(Path(self.base + "/runtime" + shell).read_bytes(), Path(shell).read_bytes())
        merged = self.merge()
        chroot = shutil.which("chroot", path="/usr/sbin:/sbin:/usr/bin:/bin")
        if os.getuid() == 0:
            self.assertEqual(subprocess.check_output([chroot, merged, "/bin/sh", "-c", "echo ran"]), b"ran\n")

    def test_the_applications_tools_are_kept_with_their_libraries_and_said(self):
        python, changes = self.packaged()
        text = "import os, subprocess\nsubprocess.run(['env', 'A=1', 'expr', '1'])\nos.system('tac x')\nos.system(x)\n"
        Path(self.app, "tools.py").write_text(text)
        expected = ["/usr/bin/env", "/usr/bin/expr", "/usr/bin/tac", os.path.realpath("/bin/sh")]
        for mode in ("static", "dynamic"):
            plan = self.analyze(python, link=mode, **changes)
            found = {f["code"]: f["message"] for f in plan["findings"]}
            self.assertIn("only a run can name: tools.py:4", found["subprocess-unknown"])
            for path in expected:
                self.assertTrue(os.path.exists(self.base + "/runtime" + path), path)
            if mode == "static":
                said = "the application starts programs, so they are kept, with their shared libraries: "
                self.assertTrue(found["elf-kept"].startswith(said), found["elf-kept"])
                self.assertIn("/usr/bin/tac (tools.py:3)", found["elf-kept"])
            with open(self.base + "/why/why.json") as file:
                kept = {row["path"]: row["why"] for row in json.load(file)["kept"]}
            self.assertEqual(kept["/usr/bin/expr"], ["tools.py:2 starts it"])
            chroot = shutil.which("chroot", path="/usr/sbin:/sbin:/usr/bin:/bin")
            if os.getuid() == 0:
                command = [chroot, self.merge(), "/bin/sh", "-c", "env A=1 expr 20 + 22"]
                self.assertEqual(subprocess.check_output(command), b"42\n")

    def test_a_tool_that_is_linked_statically_is_no_library(self):
        python, changes = self.packaged()
        Path(self.app, "tool").write_bytes(elf())
        os.chmod(self.app + "/tool", 0o755)
        self.assertEqual(self.analyze(python, link="auto", **changes)["link"]["mode"], "dynamic")
        Path(self.app, "run.py").write_text("import subprocess\nsubprocess.run(['./tool'])\n")
        self.assertEqual(self.analyze(python, link="auto", **changes)["link"], {"mode": "static", "blockers": []})
        self.assertEqual(list(self.elf_files()), ["/app" + self.app + "/tool"])

    def test_a_copy_of_the_interpreter_in_the_application_leads_to_it(self):
        python, changes = self.packaged()
        os.makedirs(self.app + "/env/bin")
        shutil.copy2(python, self.app + "/env/bin/python")
        plan = self.analyze(python, link="static", **changes)
        self.assertIn(self.app + "/env/bin/python", plan["interpreter"]["links"])
        self.assertEqual(os.readlink(self.base + "/app" + self.app + "/env/bin/python"), plan["interpreter"]["km"])
        self.assertEqual(list(self.elf_files()), [])

    def test_a_preloaded_library_is_said_in_static_and_kept_in_dynamic(self):
        python, changes = self.packaged()
        library = sorted(glob.glob("/usr/lib/x86_64-linux-gnu/libutil.so.1*"))[0]
        config = {"entrypoint": [python, "app.py"], "workdir": self.app, "env": ["LD_PRELOAD=" + library]}
        plan = self.analyze(python, link="static", config=config, **changes)
        self.assertIn("LD_PRELOAD names", [f["message"][:16] for f in plan["findings"] if f["code"] == "preload-lost"])
        self.analyze(python, link="dynamic", config=config, **changes)
        self.assertTrue(os.path.exists(self.base + "/runtime" + library))

    def test_a_kontain_image_is_not_converted_again(self):
        python = list(pythons.found().values())[-1]
        payload = self.folder + "/python3.km"
        shutil.copy2(python, payload)
        self.assertEqual(self.analyze(python, interpreter=payload)["error"]["code"], "already-converted")

    def test_python_2_gets_its_message(self):
        python = pythons.found().get("2.7")
        if python is None:
            self.skipTest("SKIPPED: no python2.7 on this machine")
        version = pythons.full_version(python)
        self.assertEqual(
            self.analyze(python),
            {
                "format": 1,
                "error": {
                    "code": "python-too-old",
                    "message": "%s is Python %s; Faktory needs Python 3.6 or newer" % (python, version),
                    "hint": "name an image in FROM whose entrypoint runs Python 3.6 or newer",
                },
            },
        )

    def two(self, first="3.11", second="3.9"):
        found = pythons.found()
        for version in (first, second):
            if version not in found:
                self.skipTest("SKIPPED: no python%s on this machine" % version)
        return found[first], found[second]

    def test_the_programs_own_python_takes_over(self):
        first, second = self.two()
        script = self.app + "/start.sh"
        Path(script).write_text("#!/bin/sh\nset -e\n%s app.py\nexec %s -u app.py\n" % (first, second))
        config = {"entrypoint": ["/bin/sh", script], "workdir": self.app, "env": ["PATH=/usr/bin"]}
        plan = self.analyze(first, config=config)
        self.assertEqual(plan["interpreter"]["path"], second)
        self.assertEqual(plan["python"]["version"], pythons.full_version(second))
        self.assertEqual([step["kind"] for step in plan["entrypoint"]["chain"]], ["shell", "script", "interpreter"])
        messages = [f["message"] for f in plan["findings"] if f["code"] == "entrypoint-other-python"]
        expected = "the entrypoint runs %s, which is left out: the interpreter of this build is %s"
        self.assertEqual(messages, [expected % (first, second)])

    def test_a_managers_command_runs_in_another_environments_python(self):
        first, second = self.two()
        manager = self.folder + "/conda/bin/conda"
        inside = self.folder + "/conda/envs/web/bin/python"
        for path in (manager, inside):
            os.makedirs(os.path.dirname(path))
        Path(manager).write_text("#!%s\n" % first)
        os.chmod(manager, 0o755)
        os.symlink(second, inside)
        config = {"entrypoint": [manager, "run", "-n", "web", "python", "app.py"], "workdir": self.app, "env": []}
        plan = self.analyze(first, config=config)
        self.assertEqual(plan["interpreter"]["path"], second)
        self.assertTrue(os.path.lexists(self.merge() + inside))
        self.assertEqual(plan["program"]["path"][0], self.app)
        codes = {f["code"] for f in plan["findings"]}
        self.assertEqual(codes.difference(["other-python"]), {"entrypoint-manager", "entrypoint-other-python"})

    def test_an_old_python_of_the_entrypoint_gets_its_message(self):
        first, second = self.two("3.11", "2.7")
        config = {"entrypoint": [second, "app.py"], "workdir": self.app, "env": []}
        self.assertEqual(self.analyze(first, config=config)["error"]["code"], "python-too-old")

    def test_a_python_that_cannot_be_started_is_said(self):
        python = list(pythons.found().values())[-1]
        broken = self.app + "/python3"
        Path(broken).write_bytes(b"\x7fELF broken")
        os.chmod(broken, 0o755)
        plan = self.analyze(python, config={"entrypoint": [broken, "app.py"], "workdir": self.app, "env": []})
        self.assertIn("cannot be started (Exec format error)", str(plan["findings"]))
        self.assertEqual(plan["interpreter"]["path"], python)

    def mixed(self, first, second, home):
        """An interpreter beside another one's library."""
        os.makedirs(home + "/bin")
        os.makedirs(home + "/lib")
        program = home + "/bin/" + os.path.basename(first)
        shutil.copy2(first, program)
        library = os.path.dirname(os.path.dirname(second)) + "/lib/" + os.path.basename(second)
        os.symlink(library, home + "/lib/" + os.path.basename(first))
        return program

    def test_an_interpreter_over_another_versions_library_is_refused(self):
        for versions in (("3.11", "3.9"), ("3.9", "3.8"), ("3.13", "3.11"), ("3.8", "3.6")):
            with self.subTest(versions):
                first, second = self.two(*versions)
                program = self.mixed(first, second, self.folder + "/" + "-".join(versions))
                error = self.analyze(program)["error"]
                self.assertEqual(error["code"], "version-mismatch")
                beginning = "%s is Python %s, but the library that it imports from %s is Python %s's: "
                library = os.path.dirname(os.path.dirname(program)) + "/lib/" + os.path.basename(first)
                said = beginning % (program, pythons.full_version(first), library, versions[1])
                self.assertTrue(error["message"].startswith(said), error["message"])
                self.assertIn("put the library of Python %s there" % pythons.full_version(first), error["hint"])

    def test_a_library_that_the_environment_puts_under_the_program_is_refused(self):
        first, second = self.two()
        self.mixed(first, second, self.folder + "/home")
        for variable in ("PYTHONHOME=%s/home" % self.folder, "PYTHONPATH=%s/home/lib/python3.11" % self.folder):
            config = {"entrypoint": [first, "app.py"], "workdir": self.app, "env": [variable]}
            self.assertEqual(self.analyze(first, config=config)["error"]["code"], "version-mismatch")

    def test_a_library_that_lacks_modules_is_said(self):
        first, _ = self.two()
        os.makedirs(self.folder + "/bare/bin")
        os.makedirs(self.folder + "/bare/lib/python3.11/encodings")
        program = self.folder + "/bare/bin/python3.11"
        shutil.copy2(first, program)
        library = os.path.dirname(os.path.dirname(first)) + "/lib/python3.11/"
        for name in ("os.py", "codecs.py", "encodings/__init__.py", "encodings/aliases.py", "encodings/utf_8.py"):
            shutil.copy2(library + name, self.folder + "/bare/lib/python3.11/" + name)
        error = self.analyze(program)["error"]
        self.assertEqual(error["code"], "library-broken")
        self.assertIn("cannot import its own library: ModuleNotFoundError: No module named", error["message"])

    def test_equal_requests_give_equal_bytes(self):
        python = list(pythons.found().values())[-1]

        def state():
            self.analyze(python)
            found = {}
            for folder, _, files in os.walk(self.base):
                for name in files:
                    path = folder + "/" + name
                    status = os.lstat(path)
                    content = b"" if os.path.islink(path) else Path(path).read_bytes()
                    mtime = 0 if name.endswith(".json") else status.st_mtime_ns
                    found[path] = (hashlib.sha256(content).hexdigest(), status.st_mode, mtime)
            return found

        first, second = state(), state()
        differ = sorted(path for path in first.keys() | second.keys() if first.get(path) != second.get(path))
        self.assertEqual(differ, [])

    def test_static_with_blockers_writes_no_tree(self):
        python = list(pythons.found().values())[-1]
        plan = self.analyze(python, link="static")
        self.assertEqual(plan["link"]["mode"], "static")
        self.assertNotEqual(plan["link"]["blockers"], [])
        self.assertEqual(plan["layers"], {layer: {"bytes": 0, "files": 0} for layer in ("runtime", "packages", "app")})
        for name in ("runtime", "packages", "app", "link"):
            self.assertEqual(os.listdir(self.base + "/" + name), [])

    def test_drop_and_keep_are_counted(self):
        python = list(pythons.found().values())[-1]
        extra = self.folder + "/extra"
        os.makedirs(extra + "/deep")
        for name in ("a.txt", "deep/b.txt", "c.bin"):
            Path(extra, name).write_text("x")
        plan = self.analyze(
            python, keep=[extra + "/**/*.txt", extra + "/*.bin"], drop=LARGE + ["mate", extra + "/*.bin", "nothing"]
        )
        self.assertEqual(
            plan["kept"], [{"pattern": extra + "/**/*.txt", "files": 2}, {"pattern": extra + "/*.bin", "files": 0}]
        )
        counts = {row["pattern"]: row["files"] for row in plan["dropped"]}
        self.assertEqual((counts["mate"], counts[extra + "/*.bin"], counts["nothing"]), (1, 1, 0))
        kept = self.base + "/app" + extra
        self.assertEqual(sorted(os.listdir(kept) + os.listdir(kept + "/deep")), ["a.txt", "b.txt", "deep"])
        self.assertFalse(os.path.exists(self.base + "/app" + self.app + "/mate.py"))
        self.assertTrue(os.path.exists(self.base + "/app" + self.app + "/.hidden"))

    def test_a_request_that_is_not_as_agreed_ends_with_a_traceback(self):
        python = list(pythons.found().values())[-1]
        with self.assertRaises(subprocess.CalledProcessError) as raised:
            with open(os.devnull, "w") as null:
                os.dup2(2, 9)
                os.dup2(null.fileno(), 2)
                try:
                    self.analyze(python, format=2)
                finally:
                    os.dup2(9, 2)
                    os.close(9)
        self.assertEqual(raised.exception.returncode, 1)


if __name__ == "__main__":
    unittest.main()

"""Pythons wherever they are, as the build sees them: the trees of a dynamic result run in a chroot, and
see the same prefixes and paths as the source."""

import glob
import os
import shutil
import subprocess
import unittest
from pathlib import Path

import pythons
from whole import LARGE, WholeCase


class Layouts(WholeCase):
    def python(self, version="3.11"):
        found = pythons.found().get(version)
        if found is None:
            self.skipTest("SKIPPED: no python%s on this machine" % version)
        return found

    def same(self, python, *wanted_codes, **changes):
        """Analyze with ``python`` as the entrypoint; the result sees what the source sees."""
        plan = self.analyze(python, **changes)
        self.assertNotIn("error", plan)
        codes = [f["code"] for f in plan["findings"] if f["code"] != "other-python"]
        self.assertEqual(sorted(set(codes)), sorted(wanted_codes))
        if os.getuid() == 0:
            self.assertEqual(self.run_in(self.merge(), python), self.run_in("", python))
        return plan

    def environment(self, python, *options):
        folder = self.folder + "/env"
        subprocess.run([python, "-m", "venv", "--without-pip"] + list(options) + [folder], check=True)
        Path(glob.glob(folder + "/lib/python3*/site-packages")[0], "inside.py").write_text("")
        return folder + "/bin/python"

    def test_a_virtual_environment_of_links_and_one_of_copies(self):
        python = self.python()
        for option in ("--symlinks", "--copies"):
            with self.subTest(option):
                inside = self.environment(python, option)
                plan = self.same(inside)
                self.assertEqual(plan["interpreter"]["path"], python)
                self.assertIn(inside, plan["interpreter"]["links"])
                self.assertEqual(plan["program"]["prefix"], self.folder + "/env")
                self.assertEqual(plan["program"]["base_prefix"], os.path.dirname(os.path.dirname(python)))
                self.assertEqual(plan["program"]["executable"], inside)
                shutil.rmtree(self.folder + "/env")

    def test_a_virtual_environment_that_sees_the_systems_packages(self):
        python = self.python()
        inside = self.environment(python, "--system-site-packages")
        plan = self.same(inside)
        packages = [row["path"] for row in plan["folders"] if row["layer"] == "packages"]
        said = subprocess.check_output([python, "-c", "import site; print(*site.getsitepackages())"])
        wanted = [path for path in said.decode().split() if os.path.isdir(path)]
        wanted += glob.glob(self.folder + "/env/lib/python3*/site-packages")
        self.assertLessEqual(set(wanted), set(packages))

    def test_a_virtual_environment_is_found_when_another_python_was_guessed(self):
        inside = self.environment(self.python("3.9"))
        config = {"entrypoint": [inside, "-u", "app.py"], "workdir": self.app, "env": ["PATH=/usr/bin:/bin"]}
        plan = self.analyze(self.python("3.11"), config=config)
        self.assertEqual(plan["interpreter"]["path"], self.python("3.9"))
        self.assertEqual(plan["program"]["prefix"], self.folder + "/env")

    def copied(self, prefix, library="lib"):
        """An installation of its own below a prefix, as an archive of a python would make one."""
        python = self.python()
        source = os.path.dirname(os.path.dirname(python))
        target = prefix + "/bin/" + os.path.basename(python)
        os.makedirs(prefix + "/bin")
        os.makedirs(prefix + "/lib")
        shutil.copy2(python, target)
        os.symlink(os.path.basename(python), prefix + "/bin/python3")
        ignore = shutil.ignore_patterns("site-packages", "__pycache__", "config-*", *LARGE)
        shutil.copytree(source + "/lib/python3.11", prefix + "/" + library + "/python3.11", ignore=ignore)
        os.makedirs(prefix + "/" + library + "/python3.11/site-packages")
        for path in glob.glob(source + "/lib/libpython3.11.so*"):
            shutil.copy2(path, prefix + "/lib/", follow_symlinks=False)
        return target

    def test_a_prefix_of_its_own(self):
        python = self.copied(self.folder + "/opt/python")
        plan = self.same(python)
        self.assertEqual(plan["origin"]["kind"], "cpython")
        self.assertEqual(plan["origin"]["prefix"], self.folder + "/opt/python")

    def test_a_shared_libpython_is_no_blocker_and_is_not_kept_in_static(self):
        python = self.copied(self.folder + "/opt/python")
        library = Path(self.folder, "opt/python/lib/python3.11/lib-dynload")
        names = sorted(path.name.partition(".")[0] for path in library.glob("*.so"))
        plan = self.analyze(python, link="auto", linkable={"3.11": names})
        self.assertEqual((plan["link"]["mode"], plan["link"]["blockers"]), ("static", []))
        kept = [str(path) for path in Path(self.base, "runtime").rglob("libpython*")]
        self.assertEqual(kept, [])

    def test_a_python_that_is_a_script(self):
        python = self.copied(self.folder + "/opt/python")
        wrapper = self.folder + "/wrapped/python3"
        os.mkdir(self.folder + "/wrapped")
        Path(wrapper).write_text('#!/bin/sh\nA=1 exec %s "$@"\n' % python)
        os.chmod(wrapper, 0o755)
        plan = self.analyze(self.python("3.9"), config={"entrypoint": [wrapper, "-u", "app.py"], "workdir": self.app})
        self.assertEqual(plan["interpreter"]["path"], python)
        self.assertEqual([step["kind"] for step in plan["entrypoint"]["chain"]], ["script", "shell", "interpreter"])
        if os.getuid() == 0:
            self.assertEqual(self.run_in(self.merge(), wrapper), self.run_in("", wrapper))

    def test_a_user_without_rights(self):
        if os.getuid() != 0:
            self.skipTest("SKIPPED: changing the user needs root")
        os.chmod(self.folder, 0o755)
        python = self.copied(self.folder + "/opt/python")
        os.chmod(self.folder + "/opt/python", 0o700)
        config = {"entrypoint": [python, "app.py"], "workdir": self.app, "env": [], "user": "1000"}
        plan = self.analyze(python, config=config)
        self.assertEqual(plan["program"]["prefix"], self.folder + "/opt/python")
        self.assertIn("probe-fallback", [f["code"] for f in plan["findings"]])


if __name__ == "__main__":
    unittest.main()

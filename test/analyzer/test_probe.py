import os
import sys
import unittest
from unittest import mock

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import probe
from image import Image
from made import ImageCase
from users import ROOT, User

PYTHON = os.path.realpath(sys.executable)
OWN = User(os.getuid(), os.getgid(), [], "/", True)


class Probe(ImageCase):
    def setUp(self):
        super().setUp()
        self.image = Image("/", frozenset(), self.findings)

    def ask(self, options=(), env=None, cwd=None, user=OWN, python=PYTHON):
        start = probe.Start(python, python, list(options), env or {}, cwd or self.root, user)
        return probe.ask(self.image, start, self.findings)

    def test_what_the_program_sees(self):
        seen = self.ask(env={"PYTHONPATH": "/somewhere"})
        self.assertEqual(seen.path[0], "/somewhere")
        self.assertNotIn("", seen.path)
        self.assertEqual(seen.base_prefix, sys.base_prefix)
        self.assertEqual(seen.executable, PYTHON)
        self.assertTrue(seen.site)
        self.assertEqual(self.codes(), [])

    def test_flags_count(self):
        env = {"PYTHONPATH": "/somewhere"}
        self.assertNotIn("/somewhere", self.ask(["-I"], env).path)
        seen = self.ask(["-S"], env)
        self.assertFalse(seen.site)
        self.assertFalse(any(path.endswith("site-packages") for path in seen.path))

    def test_the_applications_modules_do_not_run(self):
        for name in ("ast", "json", "sys", "posix", "app"):
            self.make({"/%s.py" % name: "open(%r, 'w')" % (self.folder + "/ran")})
        self.assertIsNotNone(self.ask())
        self.assertFalse(os.path.exists(self.folder + "/ran"))

    def test_site_code_runs_and_may_print(self):
        self.make({"/lib/sitecustomize.py": "import sys\nprint('noise')\nsys.path.append('/added')\n"})
        seen = self.ask(env={"PYTHONPATH": self.root + "/lib"})
        self.assertEqual(seen.path[-1], "/added")

    def test_no_bytecode_is_written(self):
        self.make({"/lib/sitecustomize.py": "import other\n", "/lib/other.py": ""})
        self.ask(env={"PYTHONPATH": self.root + "/lib"})
        self.assertEqual(sorted(os.listdir(self.root + "/lib")), ["other.py", "sitecustomize.py"])

    def test_site_code_that_ends_the_process_is_gone_around(self):
        self.make({"/lib/sitecustomize.py": "import os\nos._exit(3)\n"})
        seen = self.ask(env={"PYTHONPATH": self.root + "/lib"})
        self.assertFalse(seen.site)
        self.assertIn("it ended with status 3 before it answered", self.messages()[0])
        self.assertIn("probe-fallback", self.codes())

    def test_a_hanging_start_ends(self):
        self.make({"/lib/sitecustomize.py": "import time\ntime.sleep(600)\n"})
        with mock.patch.object(probe, "SECONDS", 1.0):
            self.ask(env={"PYTHONPATH": self.root + "/lib"})
        self.assertIn("no answer within 1 seconds", self.messages()[0])

    def test_what_site_code_started_is_ended(self):
        text = "import os, time\nif os.fork() == 0:\n    time.sleep(600)\n"
        self.make({"/lib/sitecustomize.py": text})
        with mock.patch.object(probe, "SECONDS", 2.0):
            self.ask(env={"PYTHONPATH": self.root + "/lib", "MARK": self.folder})
        running = []
        for name in os.listdir("/proc"):
            try:
                with open("/proc/%s/environ" % name, "rb") as file:
                    running += [name] if ("MARK=" + self.folder).encode() in file.read() else []
            except OSError:
                continue
        self.assertEqual(running, [])

    def test_a_missing_working_folder_is_said(self):
        self.assertIsNotNone(self.ask(cwd="/absent"))
        self.assertEqual(self.messages(), ["the working folder /absent is not in the image"])

    def test_no_interpreter_gives_nothing(self):
        self.assertIsNone(self.ask(python="/absent/python"))
        self.assertIn("could not be asked", self.messages()[0])

    @unittest.skipUnless(os.getuid() == 0, "SKIPPED: changing the user needs root")
    def test_the_user_is_the_programs(self):
        self.make(
            {
                "/lib/sitecustomize.py": "import os, sys\n"
                "sys.path.append('/uid%d-%d-%s' % (os.getuid(), os.getgid(), os.getgroups()))\n"
            }
        )
        python = next(
            (p for p in ("/usr/bin/python3", PYTHON) if not p.startswith("/root") and os.path.exists(p)), PYTHON
        )
        os.chmod(self.folder, 0o755)
        seen = self.ask(env={"PYTHONPATH": self.root + "/lib"}, user=User(1234, 567, [89], "/", False), python=python)
        self.assertEqual(seen.path[-1], "/uid1234-567-[89]")

    @unittest.skipUnless(os.getuid() == 0, "SKIPPED: changing the user needs root")
    def test_a_user_without_rights_falls_back_to_root(self):
        python = self.root + "/python"
        os.symlink(PYTHON, python)
        os.chmod(self.folder, 0o700)
        seen = self.ask(user=User(1234, 567, [], "/", False), python=python)
        self.assertIsNotNone(seen)
        self.assertEqual(self.codes(), ["probe-failed", "probe-fallback"])
        self.assertIn("could not be asked as uid 1234: Permission denied", self.messages()[0])
        self.assertEqual(ROOT.uid, 0)


if __name__ == "__main__":
    unittest.main()

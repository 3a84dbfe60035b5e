"""What the tracer sees of a program, by every CPython that is here."""

import os
import unittest
from typing import Any, Dict, List

from case import Case, by
from copies import EVERY, OLD_AND_NEW


def names(account: Dict[str, Any]) -> List[str]:
    return [os.path.basename(program["path"]) for program in account["programs"]]


class Seen(unittest.TestCase):
    @by(EVERY)
    def test_modules_files_and_listed_folders(self, case: Case) -> None:
        case.write("pkg/__init__.py", "")
        case.write("pkg/part.py", "")
        data = case.write("data/a.txt", "a")
        case.write("data/b.txt", "b")
        line = case.python(
            "import os, decimal, pathlib\nfrom pkg import part\nopen('data/a.txt').close()\n"
            "os.listdir('data'); list(os.scandir('.')); list(pathlib.Path('pkg').iterdir())\n"
            "open('/proc/self/status').close(); open('/dev/null').close()\nopen('new.txt', 'w').close()\n"
            "try: open('absent.txt')\nexcept OSError: pass\n"
        )
        (account,) = case.trace(line)
        self.assertEqual(account["modules"]["pkg.part"], case.app + "/pkg/part.py")
        self.assertEqual(account["modules"]["decimal"], case.copy.library + "/decimal.py")
        self.assertIn("_decimal", account["modules"])
        self.assertEqual(account["modules"]["sys"], "")
        own = [path for path in account["files"] if path.startswith(case.app)]
        self.assertEqual(own, [case.app + "/data/a.txt", case.app + "/main.py", case.app + "/pkg/__init__.py",
                               case.app + "/pkg/part.py"])  # fmt: skip
        own = [path for path in account["folders"] if path.startswith(case.app)]
        self.assertEqual(own, [case.app, case.app + "/data", case.app + "/pkg"])
        self.assertEqual([path for path in account["files"] if path.startswith(("/proc", "/dev"))], [])
        self.assertTrue(os.path.exists(data))

    @by([version for version in EVERY if version == "3.15"])
    def test_imports_that_are_put_off_are_noted_and_stay_put_off(self, case: Case) -> None:
        case.write("pkg/__init__.py", "raise SystemExit('it was to be put off')\n")
        case.write("pkg/part.py", "")
        line = case.python(
            "import sys\nlazy import pkg, absent_one\nlazy from pkg import part\n"
            "sys.set_lazy_imports_filter(lambda importing, imported, names=(): imported != 'json')\n"
            "lazy import json, wave\nassert 'json' in sys.modules and 'wave' not in sys.modules\n"
        )
        (account,) = case.trace(line)
        for name in ("pkg", "pkg.part", "absent_one", "wave"):
            self.assertEqual(account["modules"][name], "", name)
        self.assertTrue(account["modules"]["json"].endswith("/json/__init__.py"))

    @by(EVERY)
    def test_children_with_all_start_options_and_a_killed_one(self, case: Case) -> None:
        for number in range(4):
            case.write("%d.txt" % number, "")
        line = case.python(
            "import subprocess, sys\n"
            "todo = [(['-I'], 'wave'), (['-S'], 'sched'), (['-E'], 'bisect'), (['-I', '-S', '-E', '-B'], 'heapq')]\n"
            "for number, (options, module) in enumerate(todo):\n"
            "    code = 'import os, signal; open(%r).close(); import %s;' % ('%d.txt' % number, module)\n"
            "    code += 'os.kill(os.getpid(), signal.SIGKILL)'\n"
            "    done = subprocess.run([sys.executable] + options + ['-c', code])\n"
            "    assert done.returncode == -9, done\n"
        )
        (account,) = case.trace(line)
        for number in range(4):
            self.assertIn("%s/%d.txt" % (case.app, number), account["files"])
        for module in ("wave", "sched", "bisect", "heapq"):
            self.assertIn("%s/%s.py" % (case.copy.library, module), account["files"])
        self.assertEqual({program["path"] for program in account["programs"]}, {case.copy.python})

    @by(EVERY)
    def test_a_process_that_becomes_another_and_one_that_forks(self, case: Case) -> None:
        text = "import os, colorsys\nif os.fork() == 0:\n    import chunk2\n    os._exit(0)\nos.wait()\n"
        case.write("second.py", text)
        case.write("chunk2.py", "")
        line = case.python("import os, sys\nos.execv(sys.executable, [sys.executable, '-S', 'second.py'])\n")
        (account,) = case.trace(line)
        self.assertIn("colorsys", account["modules"])
        self.assertEqual(account["modules"].get("chunk2"), case.app + "/chunk2.py")

    @by(EVERY)
    def test_programs_are_found_as_exec_finds_them(self, case: Case) -> None:
        os.makedirs(case.app + "/bin")
        os.symlink("/bin/true", case.app + "/bin/own")
        line = case.python(
            "import os, subprocess\nsubprocess.run(['true', 'x']); subprocess.run('exit 0', shell=True)\n"
            "subprocess.run(['./own'], cwd='bin'); os.system('exit 0')\n"
            "subprocess.run(['own'], env={'PATH': os.path.abspath('bin')})\n"
            "try: subprocess.run(['not-there'])\nexcept OSError: pass\n"
        )
        (account,) = case.trace(line)
        self.assertEqual(sorted(set(names(account))), ["own", "sh", "true"])
        shells = [each["argv"] for each in account["programs"] if each["path"].endswith("/sh")]
        self.assertIn(["/bin/sh", "-c", "exit 0"], shells)

    @by(EVERY)
    def test_libraries_that_are_asked_for_and_what_is_mapped(self, case: Case) -> None:
        line = case.python("import ctypes\nctypes.CDLL('libc.so.6')\nctypes.CDLL(None)\nimport json\nopen('main.py')\n")
        (account,) = case.trace(line)
        self.assertEqual(account["loaded"], ["libc.so.6"])
        mapped = [os.path.basename(path).partition(".")[0] for path in account["libraries"]]
        self.assertIn("libc", [name.partition("-")[0] for name in mapped])
        self.assertTrue(any(name.startswith("_ctypes") for name in mapped), mapped)

    @by(EVERY)
    def test_the_source_of_what_was_compiled_counts(self, case: Case) -> None:
        case.write("mod.py", "x = 1\n")
        line = case.python("import mod\n")
        case.trace(line)
        self.assertTrue(os.path.isdir(case.app + "/__pycache__"))
        (account,) = case.trace(line)
        self.assertIn(case.app + "/mod.py", account["files"])

    @by(OLD_AND_NEW)
    def test_a_file_that_the_line_changed_before_it_counts(self, case: Case) -> None:
        case.write("settings.txt", "old")
        line = case.python("import os\nos.system('echo new > settings.txt')\nopen('settings.txt').close()\n")
        (account,) = case.trace(line)
        self.assertIn(case.app + "/settings.txt", account["files"])

    @by(OLD_AND_NEW)
    def test_each_line_has_an_account_of_its_own(self, case: Case) -> None:
        one, other = case.write("one.py", "import wave\n"), case.write("other.py", "import sched\n")
        accounts = case.trace({"argv": [case.copy.python, one]}, {"argv": [case.copy.python, other]})
        self.assertEqual([("wave" in each["modules"], "sched" in each["modules"]) for each in accounts],
                         [(True, False), (False, True)])  # fmt: skip
        self.assertEqual(os.listdir(case.base + "/trace"), ["trace.json"])

    @unittest.skipUnless(os.getuid() == 0, "only root can start programs as another user")
    @by(OLD_AND_NEW)
    def test_the_image_s_user_is_seen_and_one_that_changes(self, case: Case) -> None:
        line = case.python("import os, wave\nassert os.getuid() == 1000\n")
        self.assertIn("wave", case.trace(line, user="1000:1000")[0]["modules"])
        line = case.python("import os\nos.umask(0o77); open('main.py').close()\nos.setuid(1000)\nimport sched\n")
        self.assertIn("sched", case.trace(line)[0]["modules"])

    @by(OLD_AND_NEW)
    def test_equal_runs_give_equal_bytes(self, case: Case) -> None:
        line = case.python(
            "import json, os, tempfile\nwith tempfile.NamedTemporaryFile() as f: open(f.name).close()\n"
            "with tempfile.TemporaryDirectory() as d: os.listdir(d)\n"
        )
        texts: List[bytes] = []
        for _ in range(2):
            case.trace(line)
            with open(case.base + "/trace/trace.json", "rb") as file:
                texts.append(file.read())
        self.assertEqual(texts[0], texts[1])


if __name__ == "__main__":
    unittest.main()

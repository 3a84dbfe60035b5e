"""A traced program does what it does untraced: by every CPython that is here."""

import os
import shutil
import subprocess
import unittest
from typing import List

from case import Case, by
from copies import EVERY, OLD_AND_NEW

# What a program can see of itself, printed; it is run before and after its python was hooked.
LOOKS = """
import builtins, gc, io, json, os, pathlib, pickle, signal, sys, threading, traceback
def said(*what): print(*map(repr, what))
said(sorted(name for name in sys.modules))
said(sys.path[1:], sys.flags, sys.argv[1:], sys.meta_path, sys.warnoptions)
said(os.listdir('/proc/self/fd'), os.dup(0))
said(open, io.open, builtins.open is io.open, open.__name__, open.__module__, pickle.loads(pickle.dumps(open)) is open)
said(os.open in os.supports_dir_fd, os.scandir in os.supports_fd, os.listdir in os.supports_fd, os.open.__name__)
said(os.listdir.__doc__, os.listdir)
said(hasattr(sys.modules['encodings'], '_trace'), [n for n in dir(sys.modules['encodings']) if 'aktory' in n])
class Opens:
    how = open
    low = os.open
    names = os.listdir
said(Opens().how('looks.txt').read(), Opens().names('.').count('looks.txt'))
os.close(Opens().low('looks.txt', os.O_RDONLY))
said(pathlib.Path('looks.txt').read_text(), sorted(p.name for p in pathlib.Path('.').iterdir()).count('looks.txt'))
for path in ('absent.txt', 'looks.txt/x', '', 'a\\0b'):
    for how in (open, lambda p: os.open(p, os.O_RDONLY), os.listdir):
        try: how(path)
        except (OSError, ValueError) as error: said(type(error), str(error))
try: open('looks.txt', 'zz')
except ValueError as error: said(error)
try: import absent_module
except ImportError as error: said(error, [f.name for f in traceback.extract_tb(error.__traceback__)])
done = []
thread = threading.Thread(target=lambda: done.append(open('looks.txt').read()))
thread.start(); thread.join()
said(done, threading.active_count())
class Late(Exception): pass
def late(*_): raise Late('by alarm')
signal.signal(signal.SIGALRM, late)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    while True:
        os.close(os.open('looks.txt', os.O_RDONLY)); os.listdir('.')
except Late as error: said('late', error)
fd = os.open('looks.txt', os.O_RDONLY | os.O_CLOEXEC, 0o600, dir_fd=os.open('.', os.O_RDONLY))
said(os.read(fd, 2), open('looks.txt', mode='rb', buffering=0).readinto(bytearray(2)))
os.closerange(3, 64)
said(os.open('looks.txt', os.O_RDONLY))
pid = os.fork()
if pid == 0:
    said(open('looks.txt').read()); sys.stdout.flush(); os._exit(3)
said(os.waitpid(pid, 0)[1] >> 8)
sys.stdout.flush()
os.execv(sys.executable, [sys.executable, '-I', '-c', 'import sys; print(sys.argv); sys.exit(5)', 'x'])
"""


class Behaviour(unittest.TestCase):
    maxDiff = None

    def run_it(self, case: Case, *options: str) -> List[str]:
        command = [case.copy.python] + list(options) + [case.app + "/main.py", "word"]
        env = dict(entry.partition("=")[::2] for entry in case.copy.env)
        done = subprocess.run(
            command, cwd=case.app, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.assertEqual(done.returncode, 5, done.stderr.decode())
        return (done.stdout + b"-- stderr --\n" + done.stderr).decode().splitlines()

    @by(EVERY)
    def test_a_program_sees_nothing_of_it(self, case: Case) -> None:
        case.write("looks.txt", "ok")
        line = case.python(LOOKS)
        for options in ((), ("-I", "-S", "-B"), ("-X", "dev"), ("-bb", "-W", "error")):
            case.copy.renew()
            before = self.run_it(case, *options)
            hooked = dict(line, argv=[case.copy.python] + list(options) + ["-c", "pass"])
            case.trace(hooked)
            notes = case.base + "/trace/notes"
            os.mkdir(notes)
            after = self.run_it(case, *options)
            self.assertEqual(after, before)
            self.assertTrue(os.listdir(notes))
            shutil.rmtree(notes)

    @by(OLD_AND_NEW)
    def test_without_the_folder_of_notes_it_runs_all_the_same(self, case: Case) -> None:
        case.write("looks.txt", "ok")
        case.trace(case.python(LOOKS.replace("sys.exit(5)", "sys.exit(0)")))
        case.python(LOOKS)
        self.assertEqual(self.run_it(case)[-2], "['-c', 'x']")

    @by(OLD_AND_NEW)
    def test_output_and_errors_are_the_program_s_own(self, case: Case) -> None:
        line = case.python("import sys\nprint('out'); print('err', file=sys.stderr)\n")
        case.trace(line)
        self.assertIn("  stdout:\n    out\n  stderr:\n    err\n  exit code 0 (", case.log)


if __name__ == "__main__":
    unittest.main()

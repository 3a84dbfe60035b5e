import os
import subprocess
import sys

_COMMANDS = {
    "worker": ["-m", "jobrunner.workers.isolated"],
    "inline": ["-c", "from jobrunner.inline import main; main()"],
    "file": [os.path.join(os.path.dirname(__file__), "_run_file.py")],
}


def run_all():
    for name, words in _COMMANDS.items():
        done = subprocess.run([sys.executable, *words], check=True, stdout=subprocess.PIPE, text=True)
        print(f"{name}: {done.stdout.strip()}")

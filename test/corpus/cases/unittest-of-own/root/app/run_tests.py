import io
import re
import subprocess
import sys

names = [] if sys.argv[1] == "all" else sys.argv[1:]
done = subprocess.run([sys.executable, "-m", "unittest", "-q", *names], capture_output=True, text=True)
sys.stdout.write(done.stdout)
sys.stderr.write(re.sub(r"in [\d.]+s", "in 0.000s", done.stderr))
sys.exit(done.returncode)

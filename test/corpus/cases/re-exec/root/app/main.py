import os
import sys

if "STAGE" not in os.environ:
    print("first", os.path.basename(sys.argv[0]), flush=True)
    os.environ["STAGE"] = "2"
    os.execv(sys.executable, [sys.executable, "-O"] + sys.argv)
print("second with -O: optimized", sys.flags.optimize, flush=True)
os.execvpe("python3", ["python3", "-m", "launcher.stage3"], os.environ)

import runpy
import sys
from pathlib import Path

runpy.run_module("jobs." + sys.argv[1], run_name="__main__", alter_sys=True)
print("path:", runpy.run_path(str(Path(__file__).parent / "snippets" / "one.txt"))["RESULT"])
runpy.run_module("jobs.fixed")

import asyncio
import os
import subprocess
import sys


def out(argv):
    return subprocess.run(argv, check=True, capture_output=True, text=True).stdout.strip()


print("-c", out([sys.executable, "-c", "import counters.number as number; print(number.FOUR)"]))
print("-m", out([sys.executable, "-m", f"pipeline.steps.{os.environ['STEP']}"]))
print("script:", out([sys.executable, os.path.join(os.path.dirname(__file__), "tools", "count.py"), "two", "words"]))
print("by name:", out(["python3", "-c", "import plistlib; print(plistlib.__name__)"]))


async def stage():
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "pipeline", stdout=asyncio.subprocess.PIPE)
    return (await process.communicate())[0].decode().strip()


print("asyncio:", asyncio.run(stage()))

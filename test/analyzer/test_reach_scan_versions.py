import json
import subprocess
import sys
import unittest
from pathlib import Path

import analyzer_path
import pythons

CASES = Path(__file__).resolve().parents[1] / "corpus" / "cases"
# What a source image's interpreter would say of each file.
SCRIPT = """
import json, sys
sys.path.insert(0, sys.argv[1])
from reach.scan import scan_source
for path in sys.stdin.read().split():
    with open(path, "rb") as file:
        print(json.dumps(scan_source(file.read(), path)._asdict()))
"""


def scanned(python, paths):
    command = [python, "-E", "-s", "-S", "-B", "-c", SCRIPT, str(analyzer_path.ANALYZER)]
    done = subprocess.run(command, input="\n".join(paths).encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


class EveryVersion(unittest.TestCase):
    def test_all_versions_read_the_same_in_a_file(self):
        paths = sorted(str(path) for path in CASES.glob("**/*.py"))
        # What one version cannot run, or runs another branch of, may differ.
        paths = [path for path in paths if "version_info" not in Path(path).read_text(errors="replace")]
        expected = scanned(sys.executable, paths)
        self.assertGreater(len(expected), 200)
        for version, python in pythons.found().items():
            if version == "2.7":
                continue
            for path, ours, theirs in zip(paths, expected, scanned(python, paths)):
                if not ours["error"] and not theirs["error"]:
                    self.assertEqual(ours, theirs, (version, path))


if __name__ == "__main__":
    unittest.main()

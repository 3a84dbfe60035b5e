"""What a trace's notes become."""

import os
import tempfile
import unittest
from pathlib import Path

import tracer_path  # noqa: F401  isort: skip

import notes


class Collected(unittest.TestCase):
    def test_each_compiled_file_brings_its_source_where_that_is(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            os.makedirs(folder + "/notes")
            os.makedirs(folder + "/root/app")
            compiled = ["/app/__pycache__/m%d.cpython-311.pyc" % number for number in range(200)]
            for number in range(0, 200, 2):
                Path(folder, "root/app/m%d.py" % number).touch()
            lines = "".join("%r\n" % (("open", path),) for path in compiled)
            Path(folder, "notes/1").write_text(lines)
            files = notes.collect(folder + "/notes", folder + "/root").files
        self.assertEqual(len(files), 300)
        self.assertIn("/app/m198.py", files)
        self.assertNotIn("/app/m199.py", files)


if __name__ == "__main__":
    unittest.main()

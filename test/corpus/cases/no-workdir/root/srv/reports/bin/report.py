import os
import pathlib

import columns

here = pathlib.Path(__file__).resolve().parent
print((here.parent / "data" / "input.csv").read_text().strip(), "->", columns.count(here.parent / "data" / "input.csv"), "columns")
print("cwd", os.getcwd())
print("template:", (here / "title.txt").read_text().strip())

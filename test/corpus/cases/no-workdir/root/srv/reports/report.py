import os
import pathlib

import columns

here = pathlib.Path(__file__).resolve().parent
table = here / "data" / "input.csv"
print(table.read_text().strip(), "->", columns.count(table), "columns")
print("cwd", os.getcwd())
print("template:", (here / "title.txt").read_text().strip())

from importlib import resources
from importlib.metadata import entry_points

import farm
import henhouse

print(farm.TEXT)
print(henhouse.TEXT)
(plugin,) = entry_points(group="breakfast")
print("plug-in of the egg:", plugin.load()())
print(resources.files("henhouse").joinpath("note.txt").read_text().strip())

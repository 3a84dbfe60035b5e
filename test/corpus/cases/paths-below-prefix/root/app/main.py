import os
import pathlib
import sys
import sysconfig

import atlas

print(open(os.path.join(sys.prefix, "share", "atlas", "names.txt")).read().strip())
print((pathlib.Path(sys.base_prefix) / "share" / "atlas" / "more.txt").read_text().strip())
print(atlas.colours())
print(sorted(os.listdir(sys.exec_prefix + "/share/atlas/maps")))
print(open(sysconfig.get_path("data") + "/share/atlas-local/own.txt").read().strip())

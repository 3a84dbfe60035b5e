import sys

import extratool

print(extratool.name())
for folder in ("/opt/extra/lib", "/opt/extra/more"):
    print(folder, "is in sys.path" if folder in sys.path else "is not")

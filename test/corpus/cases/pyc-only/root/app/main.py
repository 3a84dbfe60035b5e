import os

import sealed

print(sealed.box())
print(sealed.lid())
print(sealed.fastener("nail"))
print("no source:", not any(name.endswith(".py") for name in os.listdir(os.path.dirname(sealed.__file__))))

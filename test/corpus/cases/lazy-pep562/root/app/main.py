import os

import bigpack

print(getattr(bigpack, os.environ["PART"]).STATE)
print(bigpack.Parser.__name__, "of", bigpack.Parser.__module__)
print(dir(bigpack))

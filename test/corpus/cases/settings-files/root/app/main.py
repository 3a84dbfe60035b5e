import os

import depot

print(depot.load(os.environ["CONFIG"]))

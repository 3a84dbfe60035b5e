import os

import painting

print(painting.paint(os.environ["PAINTER"]))
print("all:", *painting.names())

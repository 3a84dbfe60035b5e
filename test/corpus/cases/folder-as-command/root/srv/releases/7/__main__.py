import sys

import part

print(f"{sys.argv[1]}: {part.TEXT}")
print("sys.path[0]", sys.path[0].rpartition("/")[2])

import sys

import beside
import sortkeys

print("about", beside.title(sys.argv[1]))
print("sorted by", sortkeys.__name__)

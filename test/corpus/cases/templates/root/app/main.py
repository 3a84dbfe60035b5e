import os

import pages

print(pages.render(os.environ["PAGE"]))

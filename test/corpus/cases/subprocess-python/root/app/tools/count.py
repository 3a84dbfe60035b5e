import sys

import helper

print(len(helper.words(sys.argv)), "words")

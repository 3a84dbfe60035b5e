import os

import reporting

report = reporting.make(os.environ["KIND"])
print(type(report).__name__, "from", type(report).__module__)
print("sibling", reporting.sibling().__name__)

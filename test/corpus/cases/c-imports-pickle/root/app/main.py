import copy
import pickle
import re
from datetime import date
from fractions import Fraction

things = [date(2024, 2, 29), re.compile("a+"), {1, 2}, Fraction(3, 4), OSError(2, "no")]
for protocol in (0, 2, 5):
    back = pickle.loads(pickle.dumps(things, protocol))
    print(protocol, repr(back) == repr(things))
old = pickle.loads(b"(lp0\ncurlparse\nurlsplit\np1\na.").pop(), pickle.loads(b"c__builtin__\nxrange\n."), pickle.loads(b"cQueue\nQueue\n.")
print("old", [old[0].__module__, old[1].__name__, old[2].__module__])
print("deepcopy", copy.deepcopy(1 + 2j), copy.deepcopy(things[1]))
print("by reduce", Fraction(3, 4).__reduce__()[0](*Fraction(3, 4).__reduce__()[1]))

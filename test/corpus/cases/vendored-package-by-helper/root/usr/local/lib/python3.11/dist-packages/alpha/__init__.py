import os
from alpha._paths import prepend
prepend(os.path.join(os.path.dirname(__file__), "_vendor"))
import vend.sub
def x(): return vend.sub.X

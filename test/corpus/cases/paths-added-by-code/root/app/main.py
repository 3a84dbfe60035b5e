import os
import site
import sys
from importlib.machinery import PathFinder

site.addsitedir("/opt/sitedir")
import of_sitedir

print(of_sitedir.NAME)
import of_pth

print(of_pth.NAME)
sys.path[1:1] = os.environ["PLUGIN_PATH"].split(os.pathsep)
import plug_a, plug_b

print(plug_a.NAME, plug_b.NAME)
os.chdir("/srv")
sys.path.append("relative/modules")
import of_relative

print(of_relative.NAME)
spec = PathFinder.find_spec("of_finder", ["/opt/finder"])
print(spec.loader.load_module("of_finder").NAME)

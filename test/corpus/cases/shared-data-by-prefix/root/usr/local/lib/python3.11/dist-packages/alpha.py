import os, sys, sysconfig, pathlib
def all():
    return [open(p).read() for p in (os.path.join(sysconfig.get_path("data"), "share/alpha", "a.txt"), pathlib.Path(sys.prefix) / "share" / "alpha" / "b.txt", sys.base_prefix + "/share/alpha/c.txt")]+os.listdir(os.path.join(sys.prefix, "share", "alpha-list"))

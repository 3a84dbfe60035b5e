import shutil

for name in ("Europe/Prague", "America/St_Johns"):
    shutil.copyfile("/usr/share/zoneinfo/" + name, "/usr/local/lib/python3.11/dist-packages/tzdata/zoneinfo/" + name)

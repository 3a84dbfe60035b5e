import os
import sys
import sysconfig


def languages():
    folder = os.path.join(sysconfig.get_path("data", "posix_local"), "share", "phrasebook")
    return sorted(name.split(".")[0] for name in os.listdir(folder) if name.endswith(".phrases"))


def lines():
    with open(os.path.join(sys.prefix, "local/share/phrasebook/en.phrases")) as file:
        return {2: "two lines"}[len(file.readlines())]

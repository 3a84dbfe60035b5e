import configparser
import email.parser
import glob
import os
import re
import sys


class WorkingSet:
    def __init__(self):
        self.infos = {}
        for folder in sys.path:
            for info in sorted(glob.glob(os.path.join(folder, "*.dist-info")) + glob.glob(os.path.join(folder, "*.egg-info"))):
                self.infos.setdefault(re.split("-", os.path.basename(info))[0].lower(), info)

    def entry_points(self, group):
        for info in self.infos.values():
            parser = configparser.ConfigParser()
            parser.read(os.path.join(info, "entry_points.txt"))
            if parser.has_section(group):
                yield from parser.items(group)


def players():
    for name, target in sorted(WorkingSet().entry_points("orchestra.players")):
        __import__(target)
        yield name, sys.modules[target]


def require(name):
    info = WorkingSet().infos[name.replace("-", "_")]
    with open(os.path.join(info, "METADATA")) as file:
        headers = email.parser.HeaderParser().parse(file)
    return f"{headers['Name']} {headers['Version']}"

import re
from pathlib import Path

from .loaders import PackageLoader

loader = PackageLoader("pages", "templates")


def render(name):
    try:
        text = loader.source(name + ".html")
    except FileNotFoundError:
        text = loader.source("errors/missing.html").replace("NAME", name)
    body = re.sub(r"\{% include '(.*?)' %\}", lambda match: loader.source(match.group(1)), text)
    return loader.source("base.html").replace("BODY", body)

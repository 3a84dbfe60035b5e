"""What lies beside modules and is none: a package's data stay with it."""

import re
from typing import TYPE_CHECKING, List

from gather import LEFT_OVERS
from reach.module import Module
from reach.reached import File, Reason
from reach.units import TESTS

if TYPE_CHECKING:
    from reach.closure import Closure

MODULE = re.compile(r"[^\W\d]\w*(\.py|\.pyc|\.pyw|(\.[\w-]+)?\.so)$")
# Where modules' names are written for programs to read.
SETTINGS = re.compile(
    r"\.(json|ya?ml|toml|ini|cfg|conf|env|properties|xml|txt|tpl|tmpl|mako|j2|pkl|pickle|dat|data|lst|list|csv|zcml)$"
)


# What has a suffix of its maker's own may be settings too; most other files are not.
NO_SETTINGS = re.compile(
    r"\.(js|mjs|cjs|jsx|ts|tsx|css|scss|less|html?|md|rst|svg|png|jpe?g|gif|ico|webp|woff2?|ttf|eot|map|mo|po|pot|pyc|"
    r"pyi|pyx|pxd|so|zip|gz|xz|bz2|db|sqlite3?|c|h|cc|cpp|hpp|java|go|rs|f90|lock|log|pdf|mp[34]|npy|npz|typed|sql|"
    r"xsd|xsl|dtd|geojson|tab|bin|exe|dll|pem|crt|py[-_]\w+)$|^[^.]*$"
)
LARGEST_SETTINGS = 1 << 14


class Walk:
    """The data of one package's folders."""

    def __init__(self, closure: "Closure", module: Module, unit: str, reason: Reason) -> None:
        self.closure = closure
        self.module = module
        self.unit = unit
        self.reason = reason
        self.is_namespace = module.kind == "namespace"

    def folder(self, path: str, package: str, is_own: bool) -> None:
        """``is_own``: the package's folder, where modules are modules; else a folder of data in it."""
        image = self.closure.image
        for name in image.names(path):
            here = path + "/" + name
            if name == "__pycache__" or name in LEFT_OVERS or image.is_hidden(here):
                continue
            if image.is_folder(here):
                self.inner(here, name, package)
            elif not MODULE.match(name) or not (is_own or self.is_namespace):
                self.keep(here, name)

    def inner(self, path: str, name: str, package: str) -> None:
        names = self.closure.image.names(path)
        inside = package + "." + name
        if not any(each.partition(".")[0] == "__init__" for each in names):
            if name not in TESTS:
                self.folder(path, inside, False)
        elif self.is_data(path, names):
            self.closure.keep_name_exactly(inside, self.reason)

    def is_data(self, path: str, names: List[str]) -> bool:
        """A package without a module is a folder of data that readers of resources can name."""
        return not any(MODULE.match(each) and each.partition(".")[0] != "__init__" for each in names) and any(
            each.partition(".")[0] != "__init__" and each != "__pycache__" for each in names
        )

    def is_small_text(self, path: str, name: str) -> bool:
        status = self.closure.image.lstat(path)
        return status is not None and status.st_size <= LARGEST_SETTINGS and not NO_SETTINGS.search(name)

    def keep(self, path: str, name: str) -> None:
        self.closure.reached.data.setdefault(path, self.reason)
        if self.module.place == "packages" and (SETTINGS.search(name) or self.is_small_text(path, name)):
            self.closure.read(File(path, "", self.module.name, "data", self.module.place, self.unit, None))

"""Made images with distributions, pruned."""

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
import selection
from reach import prune
from sources import PACKAGES, SourceCase
from traces import Traced, Traces

INFO = "%s/%s-1.dist-info/"
NOTHING = Traces([], {})


class PruneCase(SourceCase):
    def prune(self, cmd=("python3", "main.py"), level="safe", seen=NOTHING, **changes):
        source = self.look(list(cmd), path=[PACKAGES], **changes)
        asked = self.asked._replace(prune=level)
        selected = selection.select(source, asked, seen, self.kept, self.ledger, self.findings)
        self.pruned = prune.count(source, self.ledger, selected.pruned)
        return set(self.ledger.entries)

    def trace(self, *paths):
        """What a TRACE line saw opened and imported of dist-packages."""
        files = ["%s/%s" % (PACKAGES, path) for path in paths]
        modules = {path[:-3].replace("/", "."): file for path, file in zip(paths, files) if path.endswith(".py")}
        return Traces([Traced(3, modules, files, [], [], [], [])], modules)

    def install(self, name, files, requires=(), entry_points=""):
        """A distribution in dist-packages."""
        info = INFO % (PACKAGES, name)
        metadata = "Name: %s\nVersion: 1\n" % name + "".join("Requires-Dist: %s\n" % each for each in requires)
        tree = {info + "METADATA": metadata, info + "entry_points.txt": entry_points}
        tree.update((PACKAGES + "/" + path, text) for path, text in files.items())
        record = "".join("%s,,\n" % path[len(PACKAGES) + 1 :] for path in tree)
        self.make(dict(tree, **{info + "RECORD": record}))

    def packages(self, found):
        """The kept files of dist-packages that are no metadata."""
        start = PACKAGES + "/"
        names = [path[len(start) :] for path in found if path.startswith(start) and not self.image.is_folder(path)]
        return sorted(name for name in names if ".dist-info" not in name)

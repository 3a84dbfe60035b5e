import warnings
from importlib import resources

warnings.simplefilter("ignore")


def report():
    root = resources.files(__package__)
    print("one:", (root / "maps" / "one.txt").read_text().strip())
    print("legacy: binary", len(resources.read_binary("atlas.legacy", "pixels.bin")), "bytes")
    print("is_resource", resources.is_resource("atlas.legacy", "pixels.bin"))
    print("contents", sorted(entry.name for entry in root.joinpath("texts").iterdir()))
    with resources.as_file(root.joinpath("maps/two.dat")) as path:
        print("as_file", path.read_text().strip())

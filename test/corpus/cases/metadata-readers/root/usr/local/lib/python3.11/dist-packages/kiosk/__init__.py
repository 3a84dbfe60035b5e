from importlib import metadata

__version__ = metadata.version(__name__)


def report():
    print("requires", *metadata.requires("kiosk"))
    for file in metadata.files("kiosk"):
        if file.suffix == ".txt" and file.parts[0] == "kiosk":
            print("file", file)
            print("price", file.read_text().strip())
    known = metadata.packages_distributions()
    print("providers", [known[name][0] for name in ("kiosk", "lamp")])
    try:
        metadata.version("nothing-of-this-name")
    except metadata.PackageNotFoundError as error:
        print("missing", error.name)

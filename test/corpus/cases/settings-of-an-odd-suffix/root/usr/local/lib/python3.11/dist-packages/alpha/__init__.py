import configparser, importlib, os
def go():
    c = configparser.ConfigParser()
    c.read(os.path.join(os.path.dirname(__file__), "specs", "one.plugin-info"))
    return importlib.import_module(c["Core"]["module"]).X

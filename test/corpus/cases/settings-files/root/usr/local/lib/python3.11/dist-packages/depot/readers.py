def _json(path):
    import json

    with open(path) as file:
        return json.load(file)["worker"]


def _toml(path):
    import tomllib

    with open(path, "rb") as file:
        return tomllib.load(file)["worker"]


def _ini(path):
    import configparser

    parser = configparser.ConfigParser()
    parser.read(path)
    return parser["worker"]


def _yaml(path):
    with open(path) as file:
        pairs = [line.split(":", 1) for line in file if line.startswith("  ")]
    return {key.strip(): value.strip().replace("!worker ", "") for key, value in pairs}


READERS = {"json": _json, "toml": _toml, "ini": _ini, "yaml": _yaml, "cfg": _ini}

"""Build a wheel of the source in this folder, as PEP 517 has it: wheel.py OUT. The build's own interpreter runs it."""

import importlib
import os
import sys


def main(out):
    sys.path.pop(0)
    system = read_build_system()
    sys.path[:0] = [os.path.join(os.getcwd(), path) for path in system.get("backend-path", [])]
    name, _, attributes = system.get("build-backend", "setuptools.build_meta:__legacy__").partition(":")
    backend = importlib.import_module(name)
    for attribute in attributes.split(".") if attributes else []:
        backend = getattr(backend, attribute)
    print(backend.build_wheel(out, {}))


def read_build_system():
    if not os.path.exists("pyproject.toml"):
        return {}
    try:
        import tomllib as toml
    except ImportError:
        try:
            import tomli as toml
        except ImportError:
            from setuptools._vendor import tomli as toml
    with open("pyproject.toml", encoding="utf-8") as file:
        return toml.loads(file.read()).get("build-system", {})


if __name__ == "__main__":
    main(sys.argv[1])

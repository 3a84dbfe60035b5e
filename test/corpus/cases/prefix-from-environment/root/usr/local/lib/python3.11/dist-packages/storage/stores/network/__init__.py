from .protocol import NAME


def describe():
    return f"network store: via {NAME}"

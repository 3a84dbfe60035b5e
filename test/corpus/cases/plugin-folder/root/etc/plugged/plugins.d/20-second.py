from plugged.api import SHARED


def run():
    return f"shared {SHARED}"

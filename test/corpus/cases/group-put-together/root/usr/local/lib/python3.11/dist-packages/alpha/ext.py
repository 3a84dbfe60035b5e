from importlib.metadata import entry_points
def manager(namespace):
    return [e.load() for e in entry_points(group=namespace)]

import sys
def prepend(path):
    if path not in sys.path:
        sys.path.insert(0, path)

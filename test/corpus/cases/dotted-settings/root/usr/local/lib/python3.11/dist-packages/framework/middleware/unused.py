class Unused:
    pass

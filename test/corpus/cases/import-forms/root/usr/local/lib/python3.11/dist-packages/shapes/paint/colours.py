def first():
    from .palette import COLOURS

    return COLOURS[0]

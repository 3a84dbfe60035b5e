class SimpleEngine:
    pass

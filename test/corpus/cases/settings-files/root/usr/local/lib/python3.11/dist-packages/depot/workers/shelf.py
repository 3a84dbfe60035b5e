class Shelf:
    NAME = "shelf"

class Crane:
    NAME = "crane"

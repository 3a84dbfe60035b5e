class Forklift:
    NAME = "forklift"

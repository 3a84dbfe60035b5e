class Conveyor:
    NAME = "conveyor"

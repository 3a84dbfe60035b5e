NAME = "south"

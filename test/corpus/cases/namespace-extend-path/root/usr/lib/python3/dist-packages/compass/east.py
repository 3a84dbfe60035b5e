NAME = "east"

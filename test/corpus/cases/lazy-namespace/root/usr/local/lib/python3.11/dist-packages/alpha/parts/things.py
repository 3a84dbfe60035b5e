NAME = "T"

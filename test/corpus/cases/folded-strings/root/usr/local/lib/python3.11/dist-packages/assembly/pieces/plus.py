NAME = "plus"

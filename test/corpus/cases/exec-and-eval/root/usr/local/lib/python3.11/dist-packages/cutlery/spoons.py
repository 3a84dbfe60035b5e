NAME = "spoon"

NAME = "M"

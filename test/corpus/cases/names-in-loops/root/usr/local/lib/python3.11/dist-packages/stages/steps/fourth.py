NAME = "fourth"

NAME = "v2"

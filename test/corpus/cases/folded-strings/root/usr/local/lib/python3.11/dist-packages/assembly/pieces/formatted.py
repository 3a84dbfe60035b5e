NAME = "format"

NAME = "stdin"

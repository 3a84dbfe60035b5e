NAME = "O"

NAME = "fork"

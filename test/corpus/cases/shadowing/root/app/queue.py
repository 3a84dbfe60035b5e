NAME = "own queue"

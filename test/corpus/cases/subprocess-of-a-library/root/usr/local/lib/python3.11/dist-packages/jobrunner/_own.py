TEXT = "own file"

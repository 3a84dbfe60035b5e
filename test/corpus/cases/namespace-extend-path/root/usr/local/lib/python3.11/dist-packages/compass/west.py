NAME = "west"

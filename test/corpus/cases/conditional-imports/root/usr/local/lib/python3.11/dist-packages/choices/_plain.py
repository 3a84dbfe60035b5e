NAME = "plain mode"

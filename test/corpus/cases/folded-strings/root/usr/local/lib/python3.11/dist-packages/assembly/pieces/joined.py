NAME = "join"

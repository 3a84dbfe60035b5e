NAME = "package wins"

NAME = "tcp"

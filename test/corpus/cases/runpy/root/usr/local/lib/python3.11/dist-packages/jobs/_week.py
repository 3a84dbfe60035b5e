NAME = "weekly"

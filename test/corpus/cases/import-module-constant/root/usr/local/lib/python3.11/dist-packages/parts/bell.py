NAME = "bell"

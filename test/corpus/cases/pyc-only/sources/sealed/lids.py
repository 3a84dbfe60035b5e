NAME = "lid by name"

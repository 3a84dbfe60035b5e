NAME = "spare"

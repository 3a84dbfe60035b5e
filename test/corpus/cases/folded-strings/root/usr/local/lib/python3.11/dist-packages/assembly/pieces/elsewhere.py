NAME = "elsewhere"

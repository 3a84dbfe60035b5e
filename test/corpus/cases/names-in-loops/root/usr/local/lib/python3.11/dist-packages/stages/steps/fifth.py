NAME = "fifth"

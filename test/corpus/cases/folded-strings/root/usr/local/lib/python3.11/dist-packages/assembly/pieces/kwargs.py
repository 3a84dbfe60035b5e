NAME = "kwargs"

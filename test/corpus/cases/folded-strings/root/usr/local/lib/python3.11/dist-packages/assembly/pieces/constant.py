NAME = "constant"

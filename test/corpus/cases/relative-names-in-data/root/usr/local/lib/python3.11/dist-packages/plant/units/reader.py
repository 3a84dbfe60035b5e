NAME = "reader"

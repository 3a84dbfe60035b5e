NAME = "nail by prefix"

TEXT = "v1 of the interface"

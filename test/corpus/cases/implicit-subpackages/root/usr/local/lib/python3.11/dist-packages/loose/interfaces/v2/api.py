TEXT = "v2 of the interface"

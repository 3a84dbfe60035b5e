NAME = "careful mode"

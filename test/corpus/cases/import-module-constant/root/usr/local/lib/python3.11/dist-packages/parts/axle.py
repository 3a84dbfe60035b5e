NAME = "axle"

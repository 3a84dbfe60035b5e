NAME = "release mode"

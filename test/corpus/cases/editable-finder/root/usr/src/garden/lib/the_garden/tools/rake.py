TEXT = "mapped package part"

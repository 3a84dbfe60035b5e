NAME = "replaced"

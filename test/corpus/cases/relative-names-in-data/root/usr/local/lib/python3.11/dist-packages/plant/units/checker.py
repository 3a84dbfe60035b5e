NAME = "checker"

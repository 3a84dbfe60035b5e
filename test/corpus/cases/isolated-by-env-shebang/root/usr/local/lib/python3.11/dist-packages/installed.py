NAME = "installed"

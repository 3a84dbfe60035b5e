TEXT = "in plain folder"

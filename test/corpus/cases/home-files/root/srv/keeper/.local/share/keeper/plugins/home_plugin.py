TEXT = "plug-in of the home"

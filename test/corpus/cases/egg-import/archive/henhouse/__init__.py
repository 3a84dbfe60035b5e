TEXT = "zipped egg"

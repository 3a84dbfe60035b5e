TEXT = "mapped module"

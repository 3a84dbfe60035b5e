NAME = "knife"

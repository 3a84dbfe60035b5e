NAME = "percent"

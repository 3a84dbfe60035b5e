STYLE = "dusty"

STYLE = "thin"

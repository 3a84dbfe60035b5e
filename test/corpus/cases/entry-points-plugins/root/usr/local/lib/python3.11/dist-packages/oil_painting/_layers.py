STYLE = "thick"

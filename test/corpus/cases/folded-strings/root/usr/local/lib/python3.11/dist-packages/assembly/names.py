SEPARATOR = "."
LAST = "pieces.elsewhere"

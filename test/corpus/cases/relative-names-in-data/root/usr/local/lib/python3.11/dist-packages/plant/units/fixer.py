NAME = "fixer"

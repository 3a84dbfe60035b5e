five = "five"

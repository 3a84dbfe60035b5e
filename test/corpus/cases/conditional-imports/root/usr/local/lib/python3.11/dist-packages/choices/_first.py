NAME = "first choice"

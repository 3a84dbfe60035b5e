NAME = "second choice"

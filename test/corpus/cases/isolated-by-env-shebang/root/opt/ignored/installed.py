NAME = "ignored"

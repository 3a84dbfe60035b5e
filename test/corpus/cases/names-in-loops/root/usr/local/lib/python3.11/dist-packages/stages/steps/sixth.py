NAME = "sixth"

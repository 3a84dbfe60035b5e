STATE = "maths ready"

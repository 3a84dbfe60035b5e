NAME = "writer"

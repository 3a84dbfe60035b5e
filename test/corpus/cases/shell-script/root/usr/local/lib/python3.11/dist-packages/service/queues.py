NAME = "tasks"

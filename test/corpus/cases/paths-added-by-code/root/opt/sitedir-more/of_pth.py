NAME = "by its .pth"

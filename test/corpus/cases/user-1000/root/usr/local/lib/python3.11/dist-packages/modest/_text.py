TEXT = "package read by others"

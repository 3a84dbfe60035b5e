TEXT = "package read by the group"

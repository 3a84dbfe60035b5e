TEXT = "single file"

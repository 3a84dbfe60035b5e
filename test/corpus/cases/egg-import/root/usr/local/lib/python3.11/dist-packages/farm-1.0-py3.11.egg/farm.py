TEXT = "egg folder"

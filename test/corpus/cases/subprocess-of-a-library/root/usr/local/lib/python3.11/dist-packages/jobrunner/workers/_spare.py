TEXT = "spare part"

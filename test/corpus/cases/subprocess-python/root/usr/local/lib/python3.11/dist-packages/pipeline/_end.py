TEXT = "finished"

TEXT = "runs on linux with 3"

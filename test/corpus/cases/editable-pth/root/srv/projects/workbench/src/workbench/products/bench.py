NAME = "bench"

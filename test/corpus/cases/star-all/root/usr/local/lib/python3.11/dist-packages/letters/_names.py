GAMMA = "gamma"

BACKENDS = "alpha.backends"

def make():
    return "report made"

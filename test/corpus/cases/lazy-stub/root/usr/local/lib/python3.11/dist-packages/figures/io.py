def read():
    return "read"

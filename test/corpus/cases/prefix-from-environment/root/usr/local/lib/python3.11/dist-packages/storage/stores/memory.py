def describe():
    return "memory store: kept in a dict"

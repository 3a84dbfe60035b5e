def length():
    return 30

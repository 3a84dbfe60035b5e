class Listed:
    pass

def join(*names):
    return "-".join(names)

def half(number):
    """Give half of it.

    >>> half(4)
    2
    """
    return number // 2

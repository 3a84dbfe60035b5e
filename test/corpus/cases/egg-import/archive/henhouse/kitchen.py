from quopri import encodestring


def cook():
    return encodestring(b"poached").decode()

def hello():
    from gadgets._words import HELLO

    return HELLO

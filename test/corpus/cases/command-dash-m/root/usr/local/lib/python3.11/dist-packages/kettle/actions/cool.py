from kettle.show import show


def run():
    show("cool", 20)

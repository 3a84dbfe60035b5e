from kettle.show import show


def run():
    show("boil", 100)

class Boiler:
    pass

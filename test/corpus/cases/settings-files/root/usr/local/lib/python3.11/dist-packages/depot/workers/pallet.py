class Pallet:
    NAME = "pallet"

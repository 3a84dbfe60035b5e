from math import floor, pi


def area(radius):
    return floor(pi * radius * radius)

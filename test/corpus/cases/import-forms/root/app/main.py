import shapes.flat.square as square
from shapes.flat import circle as round_thing
from shapes import grid


class Figure:
    from shapes.flat.polygon import NAME as name


def colour():
    from shapes.paint.colours import first

    return first()


print("square", square.area(2))
print("circle", round_thing.area(1))
print("grid", grid.size(2, 3))
print("polygon", Figure.name)
print("colour", colour())
print("deep", square.grid_of(7))

def area(side):
    return side * side


def grid_of(side):
    from .. import grid

    return f"grid {grid.size(side, side)}"

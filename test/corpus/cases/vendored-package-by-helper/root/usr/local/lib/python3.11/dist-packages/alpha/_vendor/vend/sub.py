import colorsys
X = colorsys.__name__

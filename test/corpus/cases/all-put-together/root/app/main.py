from alpha.parts import *
print(part1.X, part2.X)

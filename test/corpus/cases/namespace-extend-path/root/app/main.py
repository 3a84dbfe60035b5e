import compass.east
import compass.west
import poles.north
import poles.south

for module in (compass.east, compass.west, poles.north, poles.south):
    print(module.NAME)

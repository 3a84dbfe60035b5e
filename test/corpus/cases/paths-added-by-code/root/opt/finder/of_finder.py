NAME = "found by PathFinder"

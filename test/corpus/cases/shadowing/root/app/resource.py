NAME = "own resource, not C's"

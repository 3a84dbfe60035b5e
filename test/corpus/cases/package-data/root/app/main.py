import pantry
from pantry import shelves

pantry.report()
print("class", shelves.Shelf().text())

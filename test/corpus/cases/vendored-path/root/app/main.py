import workshop

print(workshop.toolbelt.KIND, "toolbelt")
print("for", workshop.version())
from workshop import hammer

print(hammer.NAME)

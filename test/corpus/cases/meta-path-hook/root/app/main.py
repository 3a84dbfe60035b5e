import rulebook
from rulebook.rules import bonus, tax

print("tax", tax.value())
print("bonus", bonus.value())
print("from", bonus.__file__.rpartition("/")[2])

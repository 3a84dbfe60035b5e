import talking

print(talking._("good day"))
print(talking.ngettext("{} apple", "{} apples", 5).format(5))

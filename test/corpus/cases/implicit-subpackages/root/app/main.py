import loose

print(loose.text())
print("deeper", loose.deeper())
print(loose.interface("v2"))

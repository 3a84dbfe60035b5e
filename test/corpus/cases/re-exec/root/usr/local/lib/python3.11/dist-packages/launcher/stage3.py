import launcher._name

print("third is", launcher._name.of(__spec__))

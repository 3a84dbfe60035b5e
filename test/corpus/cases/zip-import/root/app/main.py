import zipped

print("zipped", zipped.number())
print("from", zipped.late())
print(zipped.data())
print(zipped.__file__)

import figures

print("mean", figures.mean([1, 2, 3]))
print("io", figures.io.read())
print(dir(figures))
print("spread", figures.spread([1, 2, 3]))

import alpha
print(alpha.x())

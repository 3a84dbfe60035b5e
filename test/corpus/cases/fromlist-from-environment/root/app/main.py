import alpha
print(alpha.load().X)

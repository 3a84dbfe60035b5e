import alpha
print(alpha.all())

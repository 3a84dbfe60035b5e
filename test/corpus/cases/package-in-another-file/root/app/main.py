import alpha
print(alpha.backend())

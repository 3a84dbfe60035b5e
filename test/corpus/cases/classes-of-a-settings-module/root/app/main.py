import alpha
print(alpha.handlers())

import alpha, sys
print(alpha.load(chr(97)).X)

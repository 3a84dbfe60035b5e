import alpha
print(alpha.go())

import beta
print(beta.go())

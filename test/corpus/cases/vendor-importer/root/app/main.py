import alpha
print(alpha.v())

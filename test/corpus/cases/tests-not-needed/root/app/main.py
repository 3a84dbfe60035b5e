import sturdy

print(sturdy.core())

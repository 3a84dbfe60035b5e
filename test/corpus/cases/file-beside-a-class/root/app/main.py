import alpha
print(alpha.Child().load())

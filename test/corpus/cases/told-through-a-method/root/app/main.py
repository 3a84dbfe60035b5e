from alpha import Manager
m = Manager()
m.use("wave")
print(m.names())

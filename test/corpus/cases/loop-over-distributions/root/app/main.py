import plugs
m = plugs.Manager()
print(m.load("plugs11"))

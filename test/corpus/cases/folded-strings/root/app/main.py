from assembly import use

for name in use.everything():
    print(name)

import host, sys
print([p.__name__ for p in host.get("readers")])

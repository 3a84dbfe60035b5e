import bindings

print("beside", bindings.beside())
print("by name", bindings.by_name())
print("found", bindings.found())

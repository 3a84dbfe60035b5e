import office

print("export:", *office.exporters())
print("input:", *office.inputs())
print("script:", office.scripted())

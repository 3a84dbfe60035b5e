import root_helper

print(root_helper.NAME)
print(root_helper.late())

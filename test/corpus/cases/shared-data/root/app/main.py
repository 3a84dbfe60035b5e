import phrasebook

print("sysconfig:", *phrasebook.languages())
print("prefix:", phrasebook.lines())

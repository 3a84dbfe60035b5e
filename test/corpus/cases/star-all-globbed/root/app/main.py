import filters

print(len(filters.FILTERS), "filters")
print(*sorted(filters.FILTERS))

from service import tables

print("migrated", len(tables.NAMES), "tables")

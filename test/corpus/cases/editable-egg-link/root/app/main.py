from importlib.metadata import distribution

import oldproject

print(distribution("oldproject").metadata["Name"], distribution("oldproject").version)
print("parts:", ", ".join(oldproject.parts()))

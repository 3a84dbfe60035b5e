import garden
import garden.tools.rake
import watering

print(garden.TEXT)
print(garden.tools.rake.TEXT)
print(watering.TEXT)

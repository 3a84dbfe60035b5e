import sys

print("sitecustomize ran:", sys.customized)
print("usercustomize", sys.user_customized)
import homemade

print(homemade.TEXT)

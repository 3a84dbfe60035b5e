from letters import *

print(alpha.NAME)
print(beta.NAME)
print(gamma.NAME)
print(delta)
print("hidden is", "seen" if "hidden" in globals() else "hidden")

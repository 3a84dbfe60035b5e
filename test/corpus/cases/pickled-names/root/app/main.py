import pickle

import flora

print(flora.saved("rose.pickle"))
print("protocol 0:", flora.saved("tulip.pickle"))
with open("counts.pkl", "rb") as file:
    print("plain", pickle.load(file))

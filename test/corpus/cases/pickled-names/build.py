import collections
import os
import pickle

from flora.bulbs.tulips import Tulip
from flora.roses import Rose

FOLDER = "/usr/local/lib/python3.11/dist-packages/flora/data"
os.makedirs(FOLDER)
for name, value, protocol in (("rose.pickle", Rose(), 4), ("tulip.pickle", Tulip(), 0)):
    with open(os.path.join(FOLDER, name), "wb") as file:
        pickle.dump(value, file, protocol)
with open("/app/counts.pkl", "wb") as file:
    pickle.dump(collections.Counter("aa"), file, 2)

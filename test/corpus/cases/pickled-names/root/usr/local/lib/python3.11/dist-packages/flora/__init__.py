import os
import pickle


def saved(name):
    with open(os.path.join(os.path.dirname(__file__), "data", name), "rb") as file:
        return pickle.load(file)

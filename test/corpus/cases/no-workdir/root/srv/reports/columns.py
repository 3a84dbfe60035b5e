import csv


def count(path):
    with open(path) as file:
        return len(next(csv.reader(file)))
